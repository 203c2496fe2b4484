package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Charsets;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.internal.text.Utf8;
import io.akashi.event.lines.rows.Text;
import io.akashi.event.syslog.MessageDecoder;
import io.akashi.event.syslog.Unwrapped;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines by a mapping: one entry is one logical record (or a few, then one event each; a blank or
 * ignored line and the line of names give none). Over syslog the header is taken off first; its
 * time stands in when the line gives none, its host goes to {@code fields}.
 */
public final class LinesDecoder implements MessageDecoder {
  /** The decoder's name. */
  public static final String NAME = "lines";

  private static final int VERSION = 1;
  private static final int LOOKED_AT = 256;

  /** A mapping and the {@code decoder} column of its events. */
  private record Ready(Mapping mapping, String label) {}

  private final Mappings mappings;
  private final Map<String, Ready> ready = new ConcurrentHashMap<>();

  public LinesDecoder(Mappings mappings) {
    this.mappings = mappings;
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
  public EntryUnit unit(SourceProfile profile) {
    Ready found = ready(profile.mapping());
    return found == null ? EntryUnit.LINE : found.mapping.unit();
  }

  @Override
  public Optional<String> problem(SourceProfile profile) {
    String wanted = profile.mapping();
    return wanted != null && mappings.names().contains(wanted)
        ? Optional.empty()
        : Optional.of(mappings.missing(wanted));
  }

  private @Nullable Ready ready(@Nullable String name) {
    if (name == null) {
      return null;
    }
    Ready found = ready.get(name);
    if (found == null) {
      Mapping mapping = mappings.find(name).orElse(null);
      if (mapping != null) {
        found = new Ready(mapping, NAME + "@" + VERSION + ":" + mapping.label());
        ready.put(name, found);
      }
    }
    return found;
  }

  @Override
  public List<AuditEvent> decode(Unwrapped wrapped, SourceProfile profile) {
    Ready found = ready(profile.mapping());
    if (found == null) {
      return List.of(unmapped(wrapped.arrival(), profile));
    }
    byte[] payload = wrapped.bytes();
    String named = profile.charset();
    Charset charset = named == null ? found.mapping.parts().charset() : charset(named);
    if (charset == null) {
      charset =
          isMarkedUtf16(payload, wrapped.from()) ? UTF_16 : unmarkedUtf16(payload, wrapped.from());
    }
    int to = beforeNuls(payload, wrapped.from());
    LineEvents events = new LineEvents(found.mapping, found.label, wrapped, profile);
    boolean utf8 = charset == null || charset.equals(UTF_8);
    List<AuditEvent> read =
        utf8 && Utf8.isValid(payload, wrapped.from(), to)
            ? events.read(new Text(payload, wrapped.from(), to, false, null))
            : transcoded(events, wrapped, to, charset);
    return named != null && charset(named) == null
        ? flawed(read, "文字コード名が不明です / unknown charset '" + named + "'")
        : read;
  }

  private static List<AuditEvent> transcoded(
      LineEvents events, Unwrapped wrapped, int to, @Nullable Charset charset) {
    byte[] payload = wrapped.bytes();
    PayloadText text;
    Charset written = charset;
    if (charset == null) {
      text = PayloadText.guess(payload, wrapped.from(), to);
      written = text.note() == null ? PayloadText.CP932 : null;
    } else {
      // In UTF-16 a NUL at the end is half a letter.
      int end = charset.name().startsWith("UTF-16") ? payload.length : to;
      text = PayloadText.read(payload, wrapped.from(), end, charset);
    }
    byte[] bytes = text.value().getBytes(UTF_8);
    int from = text.value().startsWith("\uFEFF") ? "\uFEFF".getBytes(UTF_8).length : 0;
    List<AuditEvent> read = events.read(new Text(bytes, from, bytes.length, false, written));
    return text.note() == null ? read : flawed(read, text.note());
  }

  private static int beforeNuls(byte[] bytes, int from) {
    int to = bytes.length;
    while (to > from && bytes[to - 1] == 0) {
      to--;
    }
    return to;
  }

  private static boolean isMarkedUtf16(byte[] bytes, int from) {
    if (bytes.length - from < 2) {
      return false;
    }
    int mark = ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff);
    return mark == 0xfffe || mark == 0xfeff;
  }

  /** UTF-16 without a mark: digits and commas have a zero byte on one side, and only there. */
  private static @Nullable Charset unmarkedUtf16(byte[] bytes, int from) {
    int to = Math.min(bytes.length, from + LOOKED_AT);
    int first = 0;
    int second = 0;
    for (int i = from; i + 1 < to; i += 2) {
      first += bytes[i] == 0 ? 1 : 0;
      second += bytes[i + 1] == 0 ? 1 : 0;
    }
    int enough = Math.max((to - from) / 16, 2);
    if (first == 0 && second >= enough) {
      return UTF_16LE;
    }
    return second == 0 && first >= enough ? UTF_16BE : null;
  }

  private static List<AuditEvent> flawed(List<AuditEvent> events, String note) {
    return events.stream()
        .map(event -> event.toBuilder().flaw(DecodeStatus.PARTIAL, note).build())
        .toList();
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
