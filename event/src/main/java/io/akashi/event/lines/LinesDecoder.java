package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Charsets;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Decoder;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.internal.text.Utf8;
import io.akashi.event.syslog.SyslogHeader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines by a mapping: one entry is one logical record (or a few, then one event each; a blank or
 * ignored line gives none, the line of names gives a {@code note}). Over syslog the header is taken
 * off first; its time stands in when the line gives none, its host goes to {@code fields}.
 */
public final class LinesDecoder implements Decoder {
  /** The decoder's name. */
  public static final String NAME = "lines";

  private static final int VERSION = 1;
  private static final byte BOM_1 = (byte) 0xef;
  private static final byte BOM_2 = (byte) 0xbb;
  private static final byte BOM_3 = (byte) 0xbf;

  /** A mapping and the {@code decoder} column of its events. */
  private record Ready(Mapping mapping, String label) {}

  private final Mappings mappings;
  private final Map<String, Ready> ready = new TreeMap<>();

  public LinesDecoder(Mappings mappings) {
    this.mappings = mappings;
    for (String name : mappings.names()) {
      Mapping mapping = mappings.find(name).orElseThrow();
      String label = NAME + "@" + VERSION + ":" + mapping.label();
      ready.put(name, new Ready(mapping, label));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Optional<String> problem(SourceProfile profile) {
    String wanted = profile.mapping();
    return wanted != null && ready.containsKey(wanted)
        ? Optional.empty()
        : Optional.of(mappings.missing(wanted));
  }

  @Override
  public EntryUnit unit(SourceProfile profile) {
    String wanted = profile.mapping();
    Ready found = wanted == null ? null : ready.get(wanted);
    return found != null && found.mapping.hasQuotes() ? EntryUnit.CSV_RECORD : EntryUnit.LINE;
  }

  @Override
  public List<AuditEvent> decode(Arrival arrival, SourceProfile profile) {
    String wanted = profile.mapping();
    Ready found = wanted == null ? null : ready.get(wanted);
    if (found == null) {
      return List.of(unmapped(arrival, profile));
    }
    byte[] payload = arrival.payload();
    SyslogHeader header = header(arrival);
    int from = header == null ? 0 : header.messageStart();
    int to = payload.length;
    while (to > from && payload[to - 1] == 0) {
      to--;
    }
    LineEvents events = new LineEvents(found.mapping, found.label, arrival, profile, header);
    String named = profile.charset();
    Charset charset = named == null ? found.mapping.parts().charset() : charset(named);
    boolean utf8 = charset == null || charset.equals(UTF_8);
    List<AuditEvent> read =
        utf8 && Utf8.isValid(payload, from, to)
            ? events.read(payload, afterMark(payload, from, to), to)
            : transcoded(events, payload, from, to, charset);
    if (named != null && charset == null) {
      read = flawed(read, "文字コード名が不明です / unknown charset '" + named + "'");
    }
    return arrival.keys().containsKey(Arrival.KEY_TRUNCATED)
        ? flawed(read, "受信時に切り詰められました / cut when it was received")
        : read;
  }

  /** The header of a message that came by syslog with a PRI; without one it is the line itself. */
  private static @Nullable SyslogHeader header(Arrival arrival) {
    boolean syslog =
        switch (arrival.transport()) {
          case SYSLOG_UDP, SYSLOG_TCP, SYSLOG_TLS -> true;
          case HTTP, FILE, JDBC, HOUSE -> false;
        };
    byte[] payload = arrival.payload();
    return syslog && SyslogHeader.startsAt(payload, 0, payload.length)
        ? SyslogHeader.parse(payload, 0, payload.length)
        : null;
  }

  private static List<AuditEvent> transcoded(
      LineEvents events, byte[] payload, int from, int to, @Nullable Charset charset) {
    PayloadText text =
        charset == null
            ? PayloadText.guess(payload, from, to)
            : PayloadText.read(payload, from, to, charset);
    byte[] bytes = text.value().getBytes(UTF_8);
    List<AuditEvent> read = events.read(bytes, afterMark(bytes, 0, bytes.length), bytes.length);
    return text.note() == null ? read : flawed(read, text.note());
  }

  private static List<AuditEvent> flawed(List<AuditEvent> events, String note) {
    return events.stream()
        .map(event -> event.toBuilder().flaw(DecodeStatus.PARTIAL, note).build())
        .toList();
  }

  private static int afterMark(byte[] bytes, int from, int to) {
    boolean marked =
        to - from >= 3
            && bytes[from] == BOM_1
            && bytes[from + 1] == BOM_2
            && bytes[from + 2] == BOM_3;
    return marked ? from + 3 : from;
  }

  private static @Nullable Charset charset(String name) {
    try {
      return Charsets.of(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // Said by the events; a guess still reads most lines.
      return null;
    }
  }

  private AuditEvent unmapped(Arrival arrival, SourceProfile profile) {
    byte[] payload = arrival.payload();
    return AuditEvent.builder(arrival, profile, NAME, NAME + "@" + VERSION)
        .set(Column.MESSAGE, PayloadText.guess(payload, 0, payload.length).value())
        .flaw(DecodeStatus.UNREADABLE, mappings.missing(profile.mapping()))
        .build();
  }
}
