package io.akashi.event.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.internal.time.Civil;
import io.akashi.event.internal.time.TimeQuality;
import io.akashi.event.internal.time.Yearless;
import io.akashi.event.internal.time.ZoneClock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The header of one syslog message, found in its bytes. RFC 5424 section 6, RFC 3164 section 4, and
 * the shapes in which senders really write them (docs/formats/event.md). Immutable; keeps a
 * reference to the bytes, which must not change.
 *
 * <p>Parsing never fails and never reads outside its range; it is one pass without regular
 * expressions and allocates nothing but this object.
 */
public final class SyslogHeader {
  /** Which header was found. */
  public enum Dialect {
    /** {@code <PRI>1 time host app proc msgid data}. */
    RFC5424,
    /** {@code [<PRI>]time host tag:}, the time perhaps in ISO 8601, host or tag perhaps missing. */
    RFC3164,
    /** No time was found: at most a PRI, then the message. */
    BARE
  }

  /** How much the sender's time says. */
  enum TimeForm {
    NONE,
    /** With an offset from UTC. */
    OFFSET,
    /** Date and time without offset. */
    LOCAL,
    /** Month, day and time: the year is missing too. Counted in the leap year 2000. */
    YEARLESS
  }

  /** The highest PRI of RFC 5424: facility 23, severity 7. */
  static final int HIGHEST_PRIORITY = 191;

  static final int YEARLESS_YEAR = Yearless.YEAR;

  // Written by HeaderParser alone, before the header is handed out.
  final byte[] bytes;
  final int end;
  Dialect dialect = Dialect.BARE;
  int priority = -1;
  TimeForm timeForm = TimeForm.NONE;
  long wallMicros;
  int offsetSeconds;
  int hostStart;
  int hostEnd;
  int programStart;
  int programEnd;
  int processStart;
  int processEnd;
  int messageIdStart;
  int messageIdEnd;
  int dataStart;
  int dataEnd;
  int messageStart;
  boolean intact = true;

  SyslogHeader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** Finds the header of the message that fills {@code bytes[from, to)}. */
  public static SyslogHeader parse(byte[] bytes, int from, int to) {
    return new HeaderParser(bytes, from, to).parse();
  }

  /**
   * Whether a syslog message may begin at {@code from}: {@code <}, one to three digits, {@code >}.
   * For telling one message from the next in a stream.
   */
  public static boolean startsAt(byte[] bytes, int from, int to) {
    return HeaderParser.priorityEnd(bytes, from, to) > from;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** PRI as sent, 0 to 999 (RFC 5424 allows up to 191), or -1 when there is none. */
  public int priority() {
    return priority;
  }

  /** {@link #priority} / 8, or -1 when there is none or it is above 191. */
  public int facility() {
    return priority < 0 || priority > HIGHEST_PRIORITY ? -1 : priority / 8;
  }

  /** {@link #priority} mod 8, 0 being the worst, or -1 as {@link #facility}. */
  public int severity() {
    return facility() < 0 ? -1 : priority % 8;
  }

  /** Whether the sender gave a time that could be read. */
  public boolean hasTime() {
    return timeForm != TimeForm.NONE;
  }

  /**
   * When it happened, in microseconds since the epoch; the time of receipt when there is no time. A
   * time without a year is put into the latest year that does not make it more than a day later
   * than its receipt.
   *
   * @param receivedMicros when it was received
   * @param zone zone of a sender that does not state an offset
   */
  public long occurredMicros(long receivedMicros, ZoneId zone) {
    return switch (timeForm) {
      case NONE -> receivedMicros;
      case OFFSET -> wallMicros - offsetSeconds * Civil.SECOND;
      case LOCAL -> ZoneClock.of(zone).toUtc(wallMicros);
      case YEARLESS -> Yearless.inLatestYear(wallMicros, ZoneClock.of(zone), receivedMicros);
    };
  }

  /** The column {@code time_quality} that goes with {@link #occurredMicros}. */
  public String timeQuality(ZoneId zone) {
    return switch (timeForm) {
      case NONE -> TimeQuality.RECEIVED;
      case OFFSET -> TimeQuality.stated(offsetSeconds);
      case LOCAL, YEARLESS -> ZoneClock.of(zone).quality();
    };
  }

  /** HOSTNAME as sent, or null when missing or {@code -}. */
  public @Nullable String host() {
    return text(hostStart, hostEnd);
  }

  /** APP-NAME, or the tag before {@code [} or {@code :}; null when missing or {@code -}. */
  public @Nullable String program() {
    return text(programStart, programEnd);
  }

  /** PROCID, or what stands in brackets after the tag; null when missing or {@code -}. */
  public @Nullable String processId() {
    return text(processStart, processEnd);
  }

  /** MSGID; null when missing or {@code -}. */
  public @Nullable String messageId() {
    return text(messageIdStart, messageIdEnd);
  }

  /** Where the message proper begins in the bytes; a byte order mark is skipped. */
  public int messageStart() {
    return messageStart;
  }

  /** False when the structured data is not closed as RFC 5424 demands: it is then the message. */
  public boolean intact() {
    return intact;
  }

  /** Whether there is structured data, at {@code bytes[dataStart, dataEnd)}. */
  boolean hasData() {
    return dataEnd > dataStart;
  }

  private @Nullable String text(int from, int to) {
    boolean nil = to - from == 1 && bytes[from] == '-';
    return to == from || nil ? null : new String(bytes, from, to - from, UTF_8);
  }
}
