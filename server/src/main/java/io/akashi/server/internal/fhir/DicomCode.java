package io.akashi.server.internal.fhir;

import io.akashi.event.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The codes of DICOM PS3.16 CID 400 and 401 that say best what a kind is. The kind itself stands
 * beside them, so nothing is lost where DICOM knows no code.
 *
 * @param event code of the event, CID 400
 * @param eventMeaning its meaning
 * @param kindType code of the event type, CID 401, or null
 * @param typeMeaning its meaning, or null
 */
record DicomCode(
    String event, String eventMeaning, @Nullable String kindType, @Nullable String typeMeaning) {

  Optional<String> type() {
    return Optional.ofNullable(kindType);
  }

  static DicomCode of(Kind kind) {
    return switch (kind) {
      case LOGIN, LOGIN_FAILURE -> authentication("110122", "Login");
      case LOGOUT -> authentication("110123", "Logout");
      case SEARCH -> new DicomCode("110112", "Query", null, null);
      case READ, CREATE, UPDATE, DELETE -> new DicomCode("110110", "Patient Record", null, null);
      case PRINT, EXPORT -> new DicomCode("110106", "Export", null, null);
      case IMPORT -> new DicomCode("110107", "Import", null, null);
      case LOG_CLEARED -> new DicomCode("110101", "Audit Log Used", null, null);
      case START, SERVICE_START, PROCESS_START -> application("110120", "Application Start");
      case STOP, SERVICE_STOP -> application("110121", "Application Stop");
      case EXECUTE, NOTE, UNCLASSIFIED ->
          new DicomCode("110100", "Application Activity", null, null);
      case EMERGENCY_START -> alert("110127", "Emergency Override Started");
      case EMERGENCY_STOP -> alert("110138", "Emergency Override Stopped");
      case REMOTE_START -> alert("110139", "Remote Service Operation Started");
      case REMOTE_STOP -> alert("110140", "Remote Service Operation Stopped");
      case LOCAL_SERVICE_START -> alert("110141", "Local Service Operation Started");
      case LOCAL_SERVICE_STOP -> alert("110142", "Local Service Operation Stopped");
      case PERMISSION_CHANGE -> alert("110136", "Security Roles Changed");
      case ACCOUNT_CHANGE, PASSWORD_RESET, LOCKOUT ->
          alert("110137", "User Security Attributes Changed");
      case CONFIG_CHANGE -> alert("110129", "Security Configuration");
      case SERVICE_INSTALLED, UPDATE_INSTALLED, UPDATE_FAILED, PATTERN_UPDATE ->
          alert("110131", "Software Configuration");
      case DEVICE_CONNECTED -> alert("110124", "Attach");
      case CONNECTION_ALLOWED, CONNECTION_BLOCKED -> alert("110126", "Node Authentication");
      case MALWARE, BACKUP_SUCCESS, BACKUP_FAILURE, TIME_CHANGE, TIME_SYNC, TIME_SYNC_FAILURE ->
          new DicomCode("110113", "Security Alert", null, null);
    };
  }

  private static DicomCode authentication(String type, String meaning) {
    return new DicomCode("110114", "User Authentication", type, meaning);
  }

  private static DicomCode application(String type, String meaning) {
    return new DicomCode("110100", "Application Activity", type, meaning);
  }

  private static DicomCode alert(String type, String meaning) {
    return new DicomCode("110113", "Security Alert", type, meaning);
  }
}
