package io.akashi.event.auto;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Decoder;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.auto.Marks.Reading;
import io.akashi.event.syslog.MessageDecoder;
import io.akashi.event.syslog.SyslogHeader;
import io.akashi.event.syslog.Unwrapped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message with the decoder whose mark it bears, a message without one as syslog. The events
 * say which decoder it was. One look at the first bytes decides; nothing is tried and taken back.
 */
public final class AutoDecoder implements Decoder {
  /** The format of a source that says nothing else. */
  public static final String NAME = "auto";

  private static final int VERSION = 1;
  private static final Marks MARKS = Marks.builtIn();
  private static final Reading OTHERWISE = new Reading("syslog", null);

  private final Map<String, Decoder> decoders = new TreeMap<>();

  /**
   * @param decoders all others, {@code syslog} among them
   * @throws IllegalStateException when a mark leads to a decoder or a mapping that is not there
   */
  public AutoDecoder(Collection<Decoder> decoders) {
    decoders.forEach(decoder -> this.decoders.put(decoder.name(), decoder));
    for (Reading reading : MARKS.readings()) {
      if (!this.decoders.containsKey(reading.format())) {
        throw new IllegalStateException("a mark leads to the format " + reading.format());
      }
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

  /** What one entry of a file is that begins with these bytes. */
  public static EntryUnit unitOf(byte[] head) {
    int length = head.length;
    if (length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
      return shapeOf(new String(head, 2, length - 2, UTF_16LE)).unit();
    }
    if (length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
      return shapeOf(new String(head, 2, length - 2, UTF_16BE)).unit();
    }
    boolean marked =
        length >= 3
            && (head[0] & 0xff) == 0xef
            && (head[1] & 0xff) == 0xbb
            && (head[2] & 0xff) == 0xbf;
    return Shape.of(head, marked ? 3 : 0, length).unit();
  }

  private static Shape shapeOf(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Shape.of(bytes, 0, bytes.length);
  }

  @Override
  public List<AuditEvent> decode(Arrival arrival, SourceProfile profile) {
    Unwrapped message = Unwrapped.of(arrival);
    Reading marked = reading(message);
    Reading reading = marked == null ? OTHERWISE : marked;
    SourceProfile found =
        new SourceProfile(
            profile.id(),
            reading.format(),
            reading.mapping(),
            profile.charset(),
            profile.zone(),
            profile.system(),
            profile.asset());
    return switch (decoders.get(reading.format())) {
      case MessageDecoder decoder -> decoder.decode(message, found);
      case Decoder decoder -> decoder.decode(arrival, found);
      case null -> new ArrayList<>();
    };
  }

  /** What a message is by its mark: its mapping, or its format where that needs none; or empty. */
  public static Optional<String> recognised(Arrival arrival) {
    Reading reading = reading(Unwrapped.of(arrival));
    String mapping = reading == null ? null : reading.mapping();
    return Optional.ofNullable(reading == null || mapping != null ? mapping : reading.format());
  }

  private static @Nullable Reading reading(Unwrapped message) {
    byte[] bytes = message.bytes();
    int from = message.from();
    int to = message.to();
    String utf16 = utf16(bytes, from, to);
    if (utf16 != null) {
      bytes = utf16.getBytes(UTF_8);
      from = 0;
      to = bytes.length;
    }
    return MARKS.find(bytes, from, to, program(message));
  }

  /** The program of the header; a line of a file may have a header without a PRI. */
  private static @Nullable String program(Unwrapped message) {
    SyslogHeader header = message.header();
    if (header != null) {
      return header.program();
    }
    boolean text = Shape.of(message.bytes(), message.from(), message.to()) == Shape.TEXT;
    return text
        ? SyslogHeader.parse(message.bytes(), message.from(), message.to()).program()
        : null;
  }

  /** The beginning of a message in UTF-16, or null when it is not. */
  private static @Nullable String utf16(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + 2 * ShapeMarks.HEAD);
    if (end - from < 4 || (bytes[from] != 0 && bytes[from + 1] != 0)) {
      boolean marked =
          end - from >= 2
              && (((bytes[from] & 0xff) == 0xff && (bytes[from + 1] & 0xff) == 0xfe)
                  || ((bytes[from] & 0xff) == 0xfe && (bytes[from + 1] & 0xff) == 0xff));
      if (!marked) {
        return null;
      }
    }
    boolean little = bytes[from + 1] == 0 || (bytes[from] & 0xff) == 0xff;
    String text = new String(bytes, from, end - from, little ? UTF_16LE : UTF_16BE);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
