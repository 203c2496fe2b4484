package io.akashi.event.lines;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.internal.text.NetworkPoint;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.internal.time.ZoneClock;
import io.akashi.event.lines.rows.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the cells of a row to an event, and keeps those that no column holds. Belongs to one
 * thread.
 */
final class RowValues {
  private static final int LONGEST_VALUE_IN_NOTE = 60;

  /** An address and a port: the column takes the address, {@code fields} keeps both. */
  private static final Pattern WITH_PORT = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+");

  final Row row;

  /** By cell: what {@code fields} is to say, or null. */
  final @Nullable String[] kept;

  private final List<byte[]> nil;
  private final ZoneClock clock;
  private final long receivedMicros;
  private final TimeReading reading = new TimeReading();

  RowValues(int width, List<byte[]> nil, ZoneClock clock, long receivedMicros) {
    this.row = new Row(width);
    this.kept = new String[width];
    this.nil = nil;
    this.clock = clock;
    this.receivedMicros = receivedMicros;
  }

  /** What the row says, as the layout understands it. */
  void giveTo(AuditEvent.Builder event, Layout layout) {
    String flaw = row.flaw();
    if (flaw != null) {
      event.flaw(DecodeStatus.PARTIAL, flaw);
    }
    List<Slot> slots = layout.slots;
    if (row.count() != slots.size() && !layout.openEnded && !row.isMatched()) {
      event.flaw(
          DecodeStatus.PARTIAL,
          "列の数が違います / %d columns, expected %d".formatted(row.count(), slots.size()));
    }
    for (int i = 0; i < slots.size(); i++) {
      kept[i] = null;
      if (isNil(i)) {
        row.empty(i);
      }
      Slot slot = slots.get(i);
      if (!row.isEmpty(i) && !slot.ofTime) {
        cell(event, slot);
      }
    }
    for (int i = 0; i < layout.choices.size(); i++) {
      choose(event, layout, layout.choices.get(i));
    }
    for (int i = 0; i < layout.times.size(); i++) {
      time(event, layout, layout.times.get(i));
    }
  }

  /** Keeps what no column holds under its name. */
  void keepIn(Fields fields, Layout layout) {
    for (Slot slot : layout.slots) {
      fields.put(slot.name, kept[slot.index]);
    }
    for (Row.Other other : row.others()) {
      fields.put(other.name(), other.value());
    }
  }

  private boolean isNil(int cell) {
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

  private void choose(AuditEvent.Builder event, Layout layout, Layout.Choice choice) {
    for (int cell : choice.cells()) {
      if (!row.isEmpty(cell)) {
        Slot slot = layout.slots.get(cell);
        if (set(event, slot, choice.column(), text(slot))) {
          kept[cell] = null;
        }
        return;
      }
    }
  }

  private String text(Slot slot) {
    return row.text(slot.index, slot.cache);
  }

  private static boolean set(AuditEvent.Builder event, Slot slot, Column target, String value) {
    try {
      switch (target.type()) {
        case TEXT -> {
          boolean colon = target == Column.ADDRESS && value.indexOf(':') > 0;
          Matcher ported = colon ? WITH_PORT.matcher(value) : null;
          if (ported != null && ported.matches()) {
            event.set(target, ported.group(1));
            return false;
          }
          if (target == Column.ADDRESS && !NetworkPoint.isAddress(value)) {
            // Senders that resolve addresses write a name; fields keep it under theirs.
            if (event.get(Column.TERMINAL) == null) {
              event.set(Column.TERMINAL, value);
            }
            return false;
          }
          event.set(target, value);
        }
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

  private void time(AuditEvent.Builder event, Layout layout, TimeColumn time) {
    if (time.isUnsaid(row)) {
      return;
    }
    int[] said = time.said(row);
    if (said.length < time.cells().length) {
      keepOthers(layout, time, said[0]);
    }
    if (time.read(row, said, reading)) {
      event.set(time.target(), reading.utcMicros(clock, receivedMicros));
      if (time.target() == Column.OCCURRED_AT) {
        event.set(Column.TIME_QUALITY, reading.quality(clock));
      }
      return;
    }
    for (int cell : said) {
      Slot slot = layout.slots.get(cell);
      if (!row.isEmpty(cell)) {
        kept[cell] = text(slot);
        flaw(event, slot.name, "時刻として読めません / not a time of this mapping", text(slot));
      }
    }
  }

  /** Of several times the first is the column's; the others stay in {@code fields}. */
  private void keepOthers(Layout layout, TimeColumn time, int said) {
    for (int cell : time.cells()) {
      if (cell != said && !row.isEmpty(cell)) {
        kept[cell] = text(layout.slots.get(cell));
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
}
