package io.akashi.event.syslog;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.internal.text.PayloadText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message without what it was sent in: the range {@code bytes[from, to)} of the payload behind a
 * syslog header, a byte order mark and before the NULs and line ends that senders leave inside the
 * frame. A message without a PRI has no header: all of it is the message.
 *
 * @param header the header, or null
 * @param bytes the payload; not to be changed
 */
public record Unwrapped(
    Arrival arrival, @Nullable SyslogHeader header, byte[] bytes, int from, int to) {
  private static final String HOST = "host";

  /** Takes the message of an arrival out of its header. Looks at the header's bytes alone. */
  public static Unwrapped of(Arrival arrival) {
    byte[] bytes = arrival.payload();
    SyslogHeader header = header(arrival);
    int from = afterMark(bytes, header == null ? 0 : header.messageStart());
    int to = bytes.length;
    while (to > from && (bytes[to - 1] == 0 || bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    if ((to - from) % 2 == 1 && to < bytes.length && isWide(bytes, from)) {
      to++; // The NUL is half of the last character.
    }
    return new Unwrapped(arrival, header, bytes, from, to);
  }

  private static @Nullable SyslogHeader header(Arrival arrival) {
    // A file or a body may hold whole syslog messages, too: the PRI tells.
    byte[] payload = arrival.payload();
    return SyslogHeader.startsAt(payload, 0, payload.length)
        ? SyslogHeader.parse(payload, 0, payload.length)
        : null;
  }

  /** UTF-16, the less significant byte first: the only encoding whose last byte may be a NUL. */
  private static boolean isWide(byte[] bytes, int from) {
    boolean marked = bytes[from] == (byte) 0xff && bytes[from + 1] == (byte) 0xfe;
    return marked || (bytes[from] > ' ' && bytes[from + 1] == 0);
  }

  private static int afterMark(byte[] bytes, int from) {
    boolean marked =
        bytes.length - from >= 3
            && bytes[from] == (byte) 0xef
            && bytes[from + 1] == (byte) 0xbb
            && bytes[from + 2] == (byte) 0xbf;
    return marked ? from + 3 : from;
  }

  /**
   * A builder with what is known without reading the message: what every event says, the header's
   * time and program, and that the message was cut when it was received.
   *
   * @param format the decoder's name
   * @param decoder name and version, e.g. {@code dicom@1}
   */
  public AuditEvent.Builder begin(SourceProfile profile, String format, String decoder) {
    AuditEvent.Builder event = AuditEvent.builder(arrival, profile, format, decoder);
    if (header != null) {
      event
          .set(Column.OCCURRED_AT, header.occurredMicros(arrival.receivedMicros(), profile.zone()))
          .set(Column.TIME_QUALITY, header.timeQuality(profile.zone()))
          .set(Column.PROGRAM, header.program());
    }
    if (arrival.keys().containsKey(Arrival.KEY_TRUNCATED)) {
      event.flaw(DecodeStatus.PARTIAL, "受信時に切り詰められました / cut when it was received");
    }
    return event;
  }

  /** The same with what was noted while the message was read; a note makes it {@code partial}. */
  public AuditEvent.Builder begin(
      SourceProfile profile, String format, String decoder, List<String> notes) {
    AuditEvent.Builder event = begin(profile, format, decoder);
    notes.forEach(note -> event.flaw(DecodeStatus.PARTIAL, note));
    return event;
  }

  /**
   * The event of a message in which nothing of its format could be read: its text, and why.
   *
   * @param notes what was noted while it was read
   * @param reason one sentence
   */
  public AuditEvent unreadable(
      SourceProfile profile, String format, String decoder, List<String> notes, String reason) {
    return begin(profile, format, decoder, notes)
        .set(Column.MESSAGE, PayloadText.guess(bytes, from, to).value())
        .set(Column.FIELDS, fields().toJson())
        .flaw(DecodeStatus.UNREADABLE, reason)
        .build();
  }

  /** Fields with the header's host, where it says one. */
  public Fields fields() {
    return new Fields().put(HOST, header == null ? null : header.host());
  }
}
