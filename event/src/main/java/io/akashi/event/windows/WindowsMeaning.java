package io.akashi.event.windows;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Outcome;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.windows.Meaning.Filling;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a {@link WindowsEvent} into the columns of the vocabulary. Stateless. */
public final class WindowsMeaning {
  private static final int LONGEST_VALUE = 65_536;
  private static final String NOBODY = "S-1-0-0";
  private static final String MAPPED = "::ffff:";
  private static final String TEXT = ".text";
  private static final String RDP = "RDP";

  /** Codes that say little to a person who only wants to know what happened. */
  private static final Set<String> SAID_IN_FIELDS_ONLY =
      Set.of(
          "ElevatedToken",
          "ImpersonationLevel",
          "PreAuthEncryptionType",
          "RestrictedAdminMode",
          "TicketEncryptionType",
          "TokenElevationType",
          "VirtualAccount");

  /** Accounts that are the same on every machine; Microsoft, "Well-known SIDs". */
  private static final Map<String, String> WELL_KNOWN =
      Map.of(
          "S-1-5-18", "SYSTEM",
          "S-1-5-19", "LOCAL SERVICE",
          "S-1-5-20", "NETWORK SERVICE",
          "S-1-5-7", "ANONYMOUS LOGON");

  private WindowsMeaning() {}

  /**
   * Sets what the event says and means.
   *
   * @param fields takes everything that has no column, and every code that was given a meaning
   * @param zone the zone of times without an offset
   */
  public static AuditEvent.Builder apply(
      WindowsEvent event, AuditEvent.Builder out, Fields fields, ZoneId zone) {
    Meaning meaning = MeaningTable.BUILT_IN.of(event);
    Outcome outcome = meaning.outcome().of(event);
    boolean failed = outcome != null && outcome != Outcome.SUCCESS && outcome != Outcome.UNKNOWN;
    out.set(Column.KIND, (failed ? meaning.failureKind() : meaning.kind()).id())
        .set(Column.ACTION, meaning.action())
        .set(Column.OUTCOME, outcome == null ? null : outcome.id());
    meaning.columns().forEach((column, filling) -> fill(event, out, column, filling));
    if (RDP.equals(out.get(Column.PROTOCOL)) && isOfTheServer(event, out)) {
      out.set(Column.TERMINAL, (String) null);
    }
    place(event, out, fields, zone);
    String said = words(event, fields);
    String message = event.message();
    set(out, Column.MESSAGE, message == null || message.isBlank() ? said : message);
    if (fields.isFull()) {
      out.flaw(DecodeStatus.PARTIAL, "項目が多すぎます / too many names, the rest is in the payload only");
    }
    for (WindowsEvent.Flaw flaw : event.flaws()) {
      out.flaw(flaw.status(), flaw.note());
    }
    return out.set(Column.FIELDS, fields.toJson());
  }

  /** Whether the workstation of a remote desktop is the server itself: nobody sat there. */
  private static boolean isOfTheServer(WindowsEvent event, AuditEvent.Builder out) {
    String computer = event.system("Computer");
    if (computer == null || !(out.get(Column.TERMINAL) instanceof String terminal)) {
      return false;
    }
    int dot = computer.indexOf('.');
    String host = dot < 0 ? computer : computer.substring(0, dot);
    return terminal.equalsIgnoreCase(host) || terminal.equalsIgnoreCase(computer);
  }

  /** Time and record number, which have columns of their own. */
  private static void place(
      WindowsEvent event, AuditEvent.Builder out, Fields fields, ZoneId zone) {
    String time = event.system(WindowsEvent.TIME);
    if (time != null && !WindowsTime.set(out, time, zone)) {
      fields.put(WindowsEvent.TIME, time);
      out.flaw(DecodeStatus.PARTIAL, "時刻が読めません / the time cannot be read");
    }
    String record = event.system(WindowsEvent.RECORD_ID);
    Long sequence = Condition.Numbers.parse(record);
    if (sequence != null && sequence >= 0) {
      out.set(Column.SEQUENCE, sequence);
    } else if (record != null) {
      fields.put(WindowsEvent.RECORD_ID, record);
    }
  }

  /** Keeps all values under their names; gives what their codes say, in one line. */
  private static @Nullable String words(WindowsEvent event, Fields fields) {
    event.forEachSystem((name, value) -> {
      if (!name.equals(WindowsEvent.TIME) && !name.equals(WindowsEvent.RECORD_ID)) {
        fields.put(name, value);
      }
    });
    StringBuilder said = new StringBuilder();
    event.forEachData((name, value) -> {
      // Sigma rules name both alike, so only a clash is told apart.
      boolean clash = event.system(name) != null;
      fields.put(clash ? "EventData." + name : name, value);
      String text = CodeTexts.BUILT_IN.of(name, value);
      if (text != null && said.length() < LONGEST_VALUE) {
        fields.put(name + TEXT, text);
        if (!SAID_IN_FIELDS_ONLY.contains(name)) {
          said.append(said.isEmpty() ? "" : "; ").append(name).append(": ").append(text);
        }
      }
    });
    return said.isEmpty() ? null : said.toString();
  }

  private static void fill(
      WindowsEvent event, AuditEvent.Builder out, Column column, Filling filling) {
    String literal = filling.literal();
    if (literal != null) {
      out.set(column, literal);
      return;
    }
    for (String name : filling.names()) {
      String value = clean(column, event.value(name));
      if (value != null) {
        set(out, column, value);
        return;
      }
    }
  }

  static void set(AuditEvent.Builder out, Column column, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (column.type() == Column.Type.INT) {
      Long number = Condition.Numbers.parse(value);
      if (number != null && number == number.intValue()) {
        out.set(column, number.intValue());
      }
      return;
    }
    if (value.length() > LONGEST_VALUE) {
      out.set(column, value.substring(0, LONGEST_VALUE));
      out.flaw(
          DecodeStatus.PARTIAL,
          "%s は切り詰めました / %s was cut to 64 KiB".formatted(column.japanese(), column.id()));
      return;
    }
    out.set(column, value);
  }

  /** The value as the column wants it, or null when it says nothing. */
  private static @Nullable String clean(Column column, @Nullable String value) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (text.isEmpty() || text.equals("-") || text.equals(NOBODY) || text.equals("N/A")) {
      return null;
    }
    return switch (column) {
      case USER_ID, TARGET_USER -> account(text);
      case TERMINAL -> text.startsWith("\\\\") ? text.substring(2) : text;
      case ADDRESS, TARGET_ADDRESS -> address(text);
      default -> text;
    };
  }

  /** The account without its domain, which stays in {@code fields}. */
  private static @Nullable String account(String text) {
    String known = WELL_KNOWN.get(text);
    if (known != null) {
      return known;
    }
    String name = text.substring(text.lastIndexOf('\\') + 1);
    return name.isEmpty() || name.equals("-") ? null : name;
  }

  /** IPv4 as such where it was written as IPv6; {@code LOCAL} is no address. */
  private static @Nullable String address(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    if (small.equals("local") || text.equals("ローカル") || small.equals("unknown")) {
      return null;
    }
    return small.startsWith(MAPPED) && text.indexOf('.') > 0
        ? text.substring(MAPPED.length())
        : text;
  }
}
