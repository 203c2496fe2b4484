package io.akashi.event.windows;

import io.akashi.event.DecodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link WindowsEvent} from the leaves of one JSON object. The carriers agree on nothing:
 * what each calls the facts of {@code System} is the map below; the rest is event data or the
 * carrier's own, by the names that stand beside it. Belongs to one thread.
 */
final class JsonShape {
  private static final String MESSAGE = "message";
  private static final String INSERTS = "StringInserts";
  private static final String ACTIVITY = "Correlation_ActivityID";
  private static final String PROCESS = "Execution_ProcessID";
  private static final String THREAD = "Execution_ThreadID";
  private static final String USER = "Security_UserID";
  private static final String GUID = "Provider_Guid";

  /** Sources: the field references of Winlogbeat 8, NXLog im_msvistalog, Fluent Bit 3. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("@timestamp", WindowsEvent.TIME),
          Map.entry("message", MESSAGE),
          Map.entry("winlog.provider_name", WindowsEvent.PROVIDER),
          Map.entry("winlog.provider_guid", GUID),
          Map.entry("winlog.channel", WindowsEvent.CHANNEL),
          Map.entry("winlog.event_id", WindowsEvent.EVENT_ID),
          Map.entry("winlog.record_id", WindowsEvent.RECORD_ID),
          Map.entry("winlog.computer_name", WindowsEvent.COMPUTER),
          Map.entry("winlog.version", "Version"),
          Map.entry("winlog.task", "Task"),
          Map.entry("winlog.opcode", "Opcode"),
          Map.entry("winlog.keywords", WindowsEvent.KEYWORDS),
          Map.entry("winlog.process.pid", PROCESS),
          Map.entry("winlog.process.thread.id", THREAD),
          Map.entry("winlog.activity_id", ACTIVITY),
          Map.entry("winlog.user.identifier", USER),
          Map.entry("winlog.user.name", "AccountName"),
          Map.entry("provider_name", WindowsEvent.PROVIDER),
          Map.entry("source_name", WindowsEvent.PROVIDER),
          Map.entry("log_name", WindowsEvent.CHANNEL),
          Map.entry("event_id", WindowsEvent.EVENT_ID),
          Map.entry("record_number", WindowsEvent.RECORD_ID),
          Map.entry("computer_name", WindowsEvent.COMPUTER),
          Map.entry("EventTime", WindowsEvent.TIME),
          Map.entry("TimeCreated", WindowsEvent.TIME),
          Map.entry("TimeGenerated", WindowsEvent.TIME),
          Map.entry("Hostname", WindowsEvent.COMPUTER),
          Map.entry("Computer", WindowsEvent.COMPUTER),
          Map.entry("ComputerName", WindowsEvent.COMPUTER),
          Map.entry("SourceName", WindowsEvent.PROVIDER),
          Map.entry("ProviderName", WindowsEvent.PROVIDER),
          Map.entry("ProviderGuid", GUID),
          Map.entry("EventID", WindowsEvent.EVENT_ID),
          Map.entry("Qualifiers", "EventID_Qualifiers"),
          Map.entry("RecordNumber", WindowsEvent.RECORD_ID),
          Map.entry("EventRecordID", WindowsEvent.RECORD_ID),
          Map.entry("Channel", WindowsEvent.CHANNEL),
          Map.entry("Keywords", WindowsEvent.KEYWORDS),
          Map.entry("Message", MESSAGE),
          Map.entry("Version", "Version"),
          Map.entry("Level", "Level"),
          Map.entry("Task", "Task"),
          Map.entry("TaskValue", "Task"),
          Map.entry("EventCategory", "Task"),
          Map.entry("Category", "RenderingInfo_Task"),
          Map.entry("Opcode", "Opcode"),
          Map.entry("OpcodeValue", "Opcode"),
          Map.entry("ActivityID", ACTIVITY),
          Map.entry("RelatedActivityID", "Correlation_RelatedActivityID"),
          Map.entry("ExecutionProcessID", PROCESS),
          Map.entry("ProcessID", PROCESS),
          Map.entry("ExecutionThreadID", THREAD),
          Map.entry("ThreadID", THREAD),
          Map.entry("UserID", USER),
          Map.entry("Sid", USER));

  /** What NXLog and Fluent Bit say of themselves and of the event as a whole. */
  private static final List<String> OF_CARRIER =
      List.of(
          "AccountName",
          "AccountType",
          "Domain",
          "EventReceivedTime",
          "EventType",
          "Severity",
          "SeverityValue",
          "SourceModuleName",
          "SourceModuleType",
          "TimeWritten",
          "date",
          "tag");

  private static final List<String> EVENT_DATA = List.of("winlog.event_data.", "event_data.");
  private static final List<String> USER_DATA = List.of("winlog.user_data.", "user_data.");

  private final WindowsEvent event = new WindowsEvent();
  private final List<String> inserts = new ArrayList<>(0);
  private boolean empty = true;

  boolean isEmpty() {
    return empty;
  }

  /** A value, by the names that lead to it, divided by dots. */
  void leaf(String path, String value) {
    empty = false;
    if (path.isEmpty() || path.endsWith(".xmlns")) {
      return;
    }
    String known = NAMES.get(path);
    if (known != null) {
      fact(known, path, value);
    } else if (path.equals(INSERTS)) {
      inserts.add(value);
    } else if (path.startsWith("Event.")) {
      rendered(path.substring("Event.".length()), value);
    } else if (path.indexOf('.') < 0 && path.charAt(0) != '@' && !OF_CARRIER.contains(path)) {
      event.data(path, value);
    } else {
      String data = dataName(path);
      if (data == null) {
        event.system(path, value);
      } else {
        event.data(data, value);
      }
    }
  }

  private static @Nullable String dataName(String path) {
    for (String prefix : EVENT_DATA) {
      if (path.startsWith(prefix)) {
        return path.substring(prefix.length());
      }
    }
    for (String prefix : USER_DATA) {
      if (path.startsWith(prefix)) {
        return path.substring(path.lastIndexOf('.') + 1);
      }
    }
    return null;
  }

  private void fact(String name, String path, String value) {
    if (name.equals(MESSAGE)) {
      event.message(value);
    } else if (isWords(name, value)) {
      event.system(
          "RenderingInfo_" + (name.equals(WindowsEvent.KEYWORDS) ? "Keyword" : name), value);
    } else if (event.system(name) != null) {
      // Said twice, by the carrier and by Windows: the first holds, the other keeps its own name.
      event.system(path, value);
    } else {
      event.system(name, value);
    }
  }

  /** Winlogbeat gives words where Windows has numbers. */
  private static boolean isWords(String name, String value) {
    return switch (name) {
      case "Task", "Opcode", "Keywords", "Level" -> Condition.Numbers.parse(value) == null;
      default -> false;
    };
  }

  /** The XML of the event turned into JSON, attributes below {@code #attributes}. */
  private void rendered(String path, String value) {
    String name = path.replace(".#attributes.", "_").replace(".#text", "");
    int dot = name.indexOf('.');
    String part = dot < 0 ? name : name.substring(0, dot);
    String rest = name.substring(dot + 1);
    if (part.equals("System")) {
      event.system(rest.replace('.', '_'), value);
    } else if (part.equals("EventData") && rest.equals("Data")) {
      event.unnamed(value);
    } else if (part.equals("EventData") && dot >= 0) {
      event.data(rest, value);
    } else if (dot >= 0) {
      event.data(rest.substring(rest.lastIndexOf('.') + 1), value);
    }
  }

  /** The event; nothing more may come. */
  WindowsEvent event() {
    if (!inserts.isEmpty()) {
      InsertNames.BUILT_IN.name(inserts, event);
    }
    if (event.system(WindowsEvent.EVENT_ID) == null) {
      event.flaw(DecodeStatus.UNREADABLE, "イベントIDがありません / no event id");
    }
    return event;
  }
}
