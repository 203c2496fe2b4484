package io.akashi.event.windows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place in the JSON of a carrier by the names that lead to it, and what stands there. The
 * carriers agree on nothing: what each calls the facts of {@code System} is the map below; the rest
 * is event data or the carrier's own, by the names that stand beside it.
 *
 * <p>Safe for use by many threads. What was found out of a place is kept for the next message, of
 * so many places that no sender fills the memory; of others it is found out each time.
 */
final class JsonPlace {
  /** What the values at a place are. */
  enum Role {
    /** Nothing that an event would keep. */
    NOTHING,
    /** The rendered text. */
    MESSAGE,
    /** A fact of {@code System} under the carrier's name. */
    FACT,
    /** Something of {@code System} or of the carrier that has no other name. */
    SYSTEM,
    /** Event data. */
    DATA,
    /** Event data without a name, as Windows gives them. */
    UNNAMED,
    /** Event data without a name, whose names a table knows. */
    INSERT
  }

  private static final int MOST_PLACES = 4_096;
  private static final int LONGEST_NAME = 128;

  private static final String ACTIVITY = "Correlation_ActivityID";
  private static final String PROCESS = "Execution_ProcessID";
  private static final String THREAD = "Execution_ThreadID";
  private static final String USER = "Security_UserID";
  private static final String GUID = "Provider_Guid";

  /** Sources: the field references of Winlogbeat 8, NXLog im_msvistalog, Fluent Bit 3. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("@timestamp", WindowsEvent.TIME),
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

  private static final String EVENT = "Event.";
  private static final AtomicInteger PLACES = new AtomicInteger();

  /** Where nothing has been said yet. */
  static final JsonPlace ROOT = new JsonPlace("", "", Role.NOTHING, "");

  private final Map<String, JsonPlace> below = new ConcurrentHashMap<>(8);
  private final String prefix;

  /** The names that lead here, dots between them. */
  final String path;

  final Role role;

  /** The name of the values in the event. */
  final String name;

  private JsonPlace(String prefix, String path, Role role, String name) {
    this.prefix = prefix;
    this.path = path;
    this.role = role;
    this.name = name;
  }

  /** The place of that name below this one. */
  JsonPlace below(String child) {
    JsonPlace known = below.get(child);
    if (known != null) {
      return known;
    }
    JsonPlace found = of(prefix + child);
    if (child.length() <= LONGEST_NAME
        && found.path.length() <= EventShape.DEEPEST * LONGEST_NAME
        && PLACES.get() < MOST_PLACES
        && below.putIfAbsent(child, found) == null) {
      PLACES.incrementAndGet();
    }
    return found;
  }

  private static JsonPlace of(String path) {
    String fact = NAMES.get(path);
    if (path.isEmpty() || path.endsWith(".xmlns")) {
      return place(path, Role.NOTHING, "");
    }
    if (fact != null) {
      return place(path, Role.FACT, fact);
    }
    if (path.equals("message") || path.equals("Message")) {
      return place(path, Role.MESSAGE, "");
    }
    if (path.equals("StringInserts")) {
      return place(path, Role.INSERT, "");
    }
    if (path.startsWith(EVENT)) {
      return rendered(path);
    }
    if (path.indexOf('.') < 0 && path.charAt(0) != '@' && !OF_CARRIER.contains(path)) {
      return place(path, Role.DATA, path);
    }
    for (String begin : EVENT_DATA) {
      if (path.startsWith(begin)) {
        return place(path, Role.DATA, path.substring(begin.length()));
      }
    }
    for (String begin : USER_DATA) {
      if (path.startsWith(begin)) {
        return place(path, Role.DATA, path.substring(path.lastIndexOf('.') + 1));
      }
    }
    return place(path, Role.SYSTEM, path);
  }

  /** The XML of the event turned into JSON, attributes below {@code #attributes}. */
  private static JsonPlace rendered(String path) {
    String name =
        path.substring(EVENT.length()).replace(".#attributes.", "_").replace(".#text", "");
    int dot = name.indexOf('.');
    String part = dot < 0 ? name : name.substring(0, dot);
    String rest = name.substring(dot + 1);
    if (part.equals("System")) {
      return place(path, Role.SYSTEM, rest.replace('.', '_'));
    }
    if (part.equals("EventData") && rest.equals("Data")) {
      return place(path, Role.UNNAMED, "");
    }
    if (dot < 0) {
      return place(path, Role.NOTHING, "");
    }
    boolean data = part.equals("EventData");
    return place(path, Role.DATA, data ? rest : rest.substring(rest.lastIndexOf('.') + 1));
  }

  private static JsonPlace place(String path, Role role, String name) {
    return new JsonPlace(path + ".", path, role, name);
  }
}
