package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Kind;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.internal.text.JsonText;
import io.akashi.event.internal.time.ZoneClock;
import io.akashi.event.lines.rows.Row;
import io.akashi.event.lines.rows.RowReader;
import io.akashi.event.lines.rows.Text;
import io.akashi.event.syslog.SyslogHeader;
import io.akashi.event.syslog.Unwrapped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the events of one payload. Belongs to one thread. */
final class LineEvents {
  /** A payload is one line, or a few. More than this would be a way to fill the memory. */
  private static final int MOST_LINES = 4_096;

  private static final String HOST = "host";
  private static final String REST = "rest";
  private static final String PROCESS = "procid";

  private final Mapping mapping;
  private final Mapping.Parts parts;
  private final SourceProfile profile;
  private final String label;
  private final RowValues outer;
  private final Row row;
  private final @Nullable RowValues inner;
  private final List<AuditEvent> events = new ArrayList<>(1);
  private Unwrapped wrapped;

  LineEvents(Mapping mapping, String label, Unwrapped wrapped, SourceProfile profile) {
    this.mapping = mapping;
    this.parts = mapping.parts();
    this.label = label;
    this.wrapped = wrapped;
    this.profile = profile;
    ZoneClock own = parts.zone();
    ZoneClock clock = own == null ? ZoneClock.of(profile.zone()) : own;
    long received = wrapped.arrival().receivedMicros();
    this.outer = new RowValues(mapping.width(), parts.nil(), clock, received);
    this.row = outer.row;
    this.inner =
        mapping.innerWidth() < 0
            ? null
            : new RowValues(mapping.innerWidth(), parts.nil(), clock, received);
  }

  /** The events of a text. */
  List<AuditEvent> read(Text text) {
    if (!parts.header()) {
      rows(text);
    } else if (wrapped.header() != null) {
      rows(new Text(text.bytes(), text.from(), text.to(), true, text.charset()));
    } else {
      lines(text);
    }
    return List.copyOf(events);
  }

  private void rows(Text text) {
    RowReader rows = parts.shape().open(text);
    while (events.size() < MOST_LINES && rows.next(row)) {
      event();
    }
    if (rows.position() < text.to() && events.size() == MOST_LINES) {
      tooMany(text, rows.position());
    }
  }

  /** Lines that begin with a syslog header of their own. */
  private void lines(Text text) {
    byte[] bytes = text.bytes();
    int at = text.from();
    while (at < text.to() && events.size() < MOST_LINES) {
      int end = at;
      while (end < text.to() && bytes[end] != '\n') {
        end++;
      }
      SyslogHeader header = SyslogHeader.parse(bytes, at, end);
      int from = header.messageStart();
      wrapped = new Unwrapped(wrapped.arrival(), header, bytes, from, end);
      RowReader rows = parts.shape().open(new Text(bytes, from, end, true, text.charset()));
      if (rows.next(row)) {
        event();
      }
      at = end + 1;
    }
    if (at < text.to()) {
      tooMany(text, at);
    }
  }

  private void tooMany(Text text, int from) {
    events.add(
        begin()
            .set(Column.MESSAGE, new String(text.bytes(), from, text.to() - from, UTF_8))
            .flaw(DecodeStatus.UNREADABLE, "行が多すぎます / more than " + MOST_LINES + " lines")
            .build());
  }

  private AuditEvent.Builder begin() {
    return wrapped.begin(profile, LinesDecoder.NAME, label);
  }

  /** Adds the event of the row, unless the line is blank or to be ignored. */
  private void event() {
    if (row.isBlank() || isIgnored()) {
      return;
    }
    AuditEvent.Builder event = begin();
    if (!row.isRead() || (row.count() == 1 && mapping.width() > 1 && !row.isMatched())) {
      unreadable(event);
      return;
    }
    row.pad();
    // The line of names says nothing that happened: it gives no event, as a blank line does.
    if (!mapping.isHeading(row)) {
      values(event);
      events.add(event.build());
    }
  }

  private void unreadable(AuditEvent.Builder event) {
    String flaw = row.flaw();
    if (flaw != null) {
      event.flaw(DecodeStatus.PARTIAL, flaw);
    }
    events.add(
        event
            .set(Column.MESSAGE, row.line())
            .flaw(DecodeStatus.UNREADABLE, "行の形が違います / the line is not of this mapping")
            .build());
  }

  private void values(AuditEvent.Builder event) {
    Form form = inner == null && parts.forms().all().isEmpty() ? null : form(event);
    Layout layout = form == null ? parts.layout() : form.outer();
    for (int i = 0; i < layout.constants.size(); i++) {
      layout.constants.get(i).giveTo(event);
    }
    outer.giveTo(event, layout);
    Layout within = form == null ? null : form.inner();
    if (form != null && inner != null && within != null) {
      for (int cell : form.of()) {
        outer.kept[cell] = null;
      }
      inner.giveTo(event, within);
    }
    boolean known = form != null && !Kind.UNCLASSIFIED.id().equals(event.get(Column.KIND));
    if (!known && mapping.hasForms() && event.get(Column.MESSAGE) == null) {
      event.set(Column.MESSAGE, row.line());
    }
    event.set(Column.FIELDS, fields(layout, within));
    if (profile.system() != null) {
      event.set(Column.SYSTEM, profile.system());
    }
  }

  /** The first form that the line is of, or null. */
  private @Nullable Form form(AuditEvent.Builder event) {
    SyslogHeader header = wrapped.header();
    List<Form> candidates = parts.forms().candidates(row, header);
    boolean known = false;
    for (int i = 0; i < candidates.size(); i++) {
      Form form = candidates.get(i);
      if (form.accepts(row, header)) {
        if (inner == null || form.reads(row, inner.row)) {
          return form;
        }
        known |= form.isSpecific();
      }
    }
    if (known) {
      event.flaw(DecodeStatus.PARTIAL, "この種類の行の形と違います / the line is not as lines of its kind are");
    }
    return null;
  }

  private boolean isIgnored() {
    List<Pattern> ignore = parts.ignore();
    if (ignore.isEmpty()) {
      return false;
    }
    byte[] line = row.lineBytes();
    return ignore.stream().anyMatch(pattern -> pattern.matcher(line).find());
  }

  /** What no column holds, under its original name, names sorted. */
  private @Nullable String fields(Layout layout, @Nullable Layout within) {
    SyslogHeader header = wrapped.header();
    String host = header == null ? null : header.host();
    String rest = row.rest(layout.width());
    if (within == null && row.others().isEmpty() && !parts.header()) {
      return quickly(layout, host, rest);
    }
    Fields fields = new Fields();
    outer.keepIn(fields, layout);
    if (within != null && inner != null) {
      inner.keepIn(fields, within);
    }
    fields.put(HOST, layout.has(HOST) ? null : host).put(REST, rest);
    if (parts.header() && header != null) {
      fields.put(PROCESS, header.processId());
    }
    return fields.toJson();
  }

  /** The same without a table to sort: the slots are sorted already. */
  private @Nullable String quickly(
      Layout layout, @Nullable String headerHost, @Nullable String surplus) {
    String host = headerHost;
    String rest = surplus;
    StringBuilder out = new StringBuilder(64).append('{');
    for (Slot slot : layout.byName) {
      if (host != null && slot.name.compareTo(HOST) >= 0) {
        host = slot.name.equals(HOST) ? null : append(out, "\"host\":", host);
      }
      if (rest != null && slot.name.compareTo(REST) >= 0) {
        rest = slot.name.equals(REST) ? rest : append(out, "\"rest\":", rest);
      }
      append(out, slot.jsonName, outer.kept[slot.index]);
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
