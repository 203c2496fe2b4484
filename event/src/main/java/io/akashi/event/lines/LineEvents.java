package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Kind;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.JsonText;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.internal.time.ZoneClock;
import io.akashi.event.syslog.SyslogHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the events of one payload. Belongs to one thread. */
final class LineEvents {
  /** A payload is one line, or a few. More than this would be a way to fill the memory. */
  private static final int MOST_LINES = 4_096;

  private static final int LONGEST_VALUE_IN_NOTE = 60;
  private static final String HOST = "host";
  private static final String REST = "rest";

  private final Mapping mapping;
  private final Arrival arrival;
  private final SourceProfile profile;
  private final String label;
  private final @Nullable SyslogHeader header;
  private final ZoneClock clock;
  private final Row row;
  private final @Nullable String[] kept;
  private final TimeReading reading = new TimeReading();

  LineEvents(
      Mapping mapping,
      String label,
      Arrival arrival,
      SourceProfile profile,
      @Nullable SyslogHeader header) {
    this.mapping = mapping;
    this.label = label;
    this.arrival = arrival;
    this.profile = profile;
    this.header = header;
    ZoneClock own = mapping.parts().zone();
    this.clock = own == null ? ZoneClock.of(profile.zone()) : own;
    int width = mapping.slots().size();
    this.row = new Row(width);
    this.kept = new String[width];
  }

  /** The events of the lines in {@code utf8[from, to)}, which must be valid UTF-8. */
  List<AuditEvent> read(byte[] utf8, int from, int to) {
    RowReader rows = mapping.rows(utf8, from, to);
    AuditEvent first = null;
    List<AuditEvent> all = null;
    for (int line = 0; line < MOST_LINES && rows.next(row); line++) {
      AuditEvent event = event(utf8);
      if (event == null) {
        continue;
      }
      if (first == null) {
        first = event;
      } else {
        all = all == null ? new ArrayList<>(List.of(first)) : all;
        all.add(event);
      }
    }
    if (rows.position() < to) {
      all = all == null ? new ArrayList<>() : all;
      all.add(
          begin()
              .set(Column.MESSAGE, new String(utf8, rows.position(), to - rows.position(), UTF_8))
              .flaw(DecodeStatus.UNREADABLE, "行が多すぎます / more than " + MOST_LINES + " lines")
              .build());
    }
    return all != null ? all : first != null ? List.of(first) : List.of();
  }

  private AuditEvent.Builder begin() {
    AuditEvent.Builder event = AuditEvent.builder(arrival, profile, LinesDecoder.NAME, label);
    if (header != null) {
      event
          .set(Column.OCCURRED_AT, header.occurredMicros(arrival.receivedMicros(), profile.zone()))
          .set(Column.TIME_QUALITY, header.timeQuality(profile.zone()))
          .set(Column.PROGRAM, header.program());
    }
    return event;
  }

  /** The event of the row, or null when the line is blank or to be ignored. */
  private @Nullable AuditEvent event(byte[] utf8) {
    if (row.isBlank() || isIgnored(utf8)) {
      return null;
    }
    AuditEvent.Builder event = begin();
    if (row.flaw != null) {
      event.flaw(DecodeStatus.PARTIAL, row.flaw);
    }
    if (row.count == 0 || (row.count == 1 && mapping.slots().size() > 1)) {
      return event
          .set(Column.MESSAGE, line(utf8))
          .flaw(DecodeStatus.UNREADABLE, "行の形が違います / the line is not of this mapping")
          .build();
    }
    row.pad();
    if (isHeaderLine()) {
      return event.set(Column.KIND, Kind.NOTE.id()).set(Column.MESSAGE, line(utf8)).build();
    }
    if (row.count != mapping.slots().size()) {
      event.flaw(
          DecodeStatus.PARTIAL,
          "列の数が違います / %d columns, expected %d".formatted(row.count, mapping.slots().size()));
    }
    cells(event);
    for (TimeColumn time : mapping.parts().times()) {
      time(event, time);
    }
    return event
        .set(Column.FIELDS, fields(utf8))
        .set(Column.SYSTEM, profile.system() == null ? system(event) : profile.system())
        .build();
  }

  private static @Nullable String system(AuditEvent.Builder event) {
    return (String) event.get(Column.SYSTEM);
  }

  private String line(byte[] utf8) {
    return new String(utf8, row.lineStart, row.lineEnd - row.lineStart, UTF_8);
  }

  private boolean isIgnored(byte[] utf8) {
    List<Pattern> ignore = mapping.parts().ignore();
    if (ignore.isEmpty()) {
      return false;
    }
    byte[] line = Arrays.copyOfRange(utf8, row.lineStart, row.lineEnd);
    return ignore.stream().anyMatch(pattern -> pattern.matcher(line).find());
  }

  private boolean isHeaderLine() {
    List<Slot> slots = mapping.slots();
    if (row.count != slots.size()) {
      return false;
    }
    for (int i = 0; i < slots.size(); i++) {
      if (!row.holds(i, slots.get(i).nameBytes)) {
        return false;
      }
    }
    return true;
  }

  private void cells(AuditEvent.Builder event) {
    List<ValueTable.Assignment> constants = mapping.parts().constants();
    for (int i = 0; i < constants.size(); i++) {
      constants.get(i).giveTo(event);
    }
    List<Slot> slots = mapping.slots();
    for (int i = 0; i < slots.size(); i++) {
      kept[i] = null;
      if (isNil(i)) {
        row.ends[i] = row.starts[i];
      }
      Slot slot = slots.get(i);
      if (!row.isEmpty(i) && !slot.ofTime) {
        cell(event, slot);
      }
    }
  }

  private boolean isNil(int cell) {
    List<byte[]> nil = mapping.parts().nil();
    for (int i = 0; i < nil.size(); i++) {
      if (row.holds(cell, nil.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void cell(AuditEvent.Builder event, Slot slot) {
    String value = text(slot);
    boolean shown = false;
    for (int i = 0; i < slot.targets.size(); i++) {
      shown |= set(event, slot, slot.targets.get(i), value);
    }
    if (!shown) {
      kept[slot.index] = value;
    }
    if (slot.table == null) {
      return;
    }
    ValueTable.Meaning meaning = slot.table.of(value);
    if (meaning == null) {
      flaw(event, slot.name, "未知の値です / unknown value", value);
    } else {
      meaning.giveTo(event);
    }
  }

  private String text(Slot slot) {
    return slot.cache.text(row.bytes, row.starts[slot.index], row.ends[slot.index]);
  }

  private static boolean set(AuditEvent.Builder event, Slot slot, Column target, String value) {
    try {
      switch (target.type()) {
        case TEXT -> event.set(target, value);
        case INT -> event.set(target, Integer.parseInt(value));
        case LONG -> event.set(target, Long.parseLong(value));
        case TIME -> throw new IllegalStateException("a time is no cell: " + target.id());
      }
      return true;
    } catch (NumberFormatException e) {
      flaw(event, slot.name, "数ではありません / not a number", value);
      return false;
    }
  }

  private void time(AuditEvent.Builder event, TimeColumn time) {
    if (time.isUnsaid(row)) {
      return;
    }
    if (time.read(row, reading)) {
      event.set(time.target(), reading.utcMicros(clock));
      if (time.target() == Column.OCCURRED_AT) {
        event.set(Column.TIME_QUALITY, reading.quality(clock));
      }
      return;
    }
    for (int cell : time.cells()) {
      Slot slot = mapping.slots().get(cell);
      if (!row.isEmpty(cell)) {
        kept[cell] = text(slot);
        flaw(event, slot.name, "時刻として読めません / not a time of this mapping", text(slot));
      }
    }
  }

  private static void flaw(AuditEvent.Builder event, String name, String what, String value) {
    String shown =
        value.length() <= LONGEST_VALUE_IN_NOTE
            ? value
            : value.substring(0, LONGEST_VALUE_IN_NOTE) + "…";
    event.flaw(DecodeStatus.PARTIAL, name + ": " + what + " '" + shown + "'");
  }

  /** What no column holds, under its original name, names sorted. */
  private @Nullable String fields(byte[] utf8) {
    String host = header == null ? null : header.host();
    String rest =
        row.restStart < 0
            ? null
            : new String(utf8, row.restStart, row.lineEnd - row.restStart, UTF_8);
    StringBuilder out = new StringBuilder(64).append('{');
    for (Slot slot : mapping.slotsByName()) {
      if (host != null && slot.name.compareTo(HOST) >= 0) {
        host = slot.name.equals(HOST) ? null : append(out, "\"host\":", host);
      }
      if (rest != null && slot.name.compareTo(REST) >= 0) {
        rest = slot.name.equals(REST) ? rest : append(out, "\"rest\":", rest);
      }
      append(out, slot.jsonName, kept[slot.index]);
    }
    append(out, "\"host\":", host);
    append(out, "\"rest\":", rest);
    return out.length() == 1 ? null : out.append('}').toString();
  }

  /** Appends unless there is no value; always null, for "nothing left to say". */
  private static @Nullable String append(
      StringBuilder out, String jsonName, @Nullable String value) {
    if (value != null) {
      if (out.length() > 1) {
        out.append(',');
      }
      JsonText.quote(out.append(jsonName), value);
    }
    return null;
  }
}
