package io.akashi.bench.internal.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/** Puts the messages of a hospital into syslog messages and the messages into frames. */
public final class Wire {
  /** The header in front of a line. */
  public enum Header {
    /** {@code <110>Apr 1 09:15:03 ehr01 ehr: }, RFC 3164. */
    RFC3164,
    /** {@code <110>1 2026-04-01T09:15:03+09:00 ehr01 ehr 2201 - - }, RFC 5424. */
    RFC5424,
    /** The line alone, as over HTTP or in a file. */
    NONE
  }

  /** What separates messages. RFC 6587. */
  public enum Frame {
    LF,
    /** Octet counting: the length in decimal, a space, the message. */
    OCTET,
    NONE
  }

  private static final byte[] PRIORITY = "<110>".getBytes(US_ASCII);
  private static final byte[] VERSION = "1 ".getBytes(US_ASCII);
  private static final byte[] OFFSET = "+09:00 ".getBytes(US_ASCII);
  private static final byte[] PROCESS = " 2201 - - ".getBytes(US_ASCII);
  private static final byte[] COLON = ": ".getBytes(US_ASCII);
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final Messages lines;
  private final Header header;
  private final Frame frame;
  private final Octets line = new Octets(256);
  private final Octets message = new Octets(256);

  public Wire(Messages lines, Header header, Frame frame) {
    this.lines = lines;
    this.header = header;
    this.frame = frame;
  }

  /** Appends the next message in its frame. */
  public void next(Octets out) {
    line.clear();
    lines.next(line);
    frame(line, out);
  }

  /** Appends a line of the caller's as a message with the time of the last one. */
  public void frame(Octets given, Octets out) {
    message.clear();
    switch (header) {
      case RFC3164 -> put3164();
      case RFC5424 -> put5424();
      case NONE -> {}
    }
    message.put(given);
    if (frame == Frame.OCTET) {
      out.put(message.length(), 1).put(' ');
    }
    out.put(message);
    if (frame == Frame.LF) {
      out.put('\n');
    }
  }

  /** The frame or header of that name, in any case. */
  public static <E extends Enum<E>> E named(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  private void put3164() {
    HospitalClock clock = lines.clock();
    int day = clock.date().getDayOfMonth();
    message.put(PRIORITY).put(MONTHS[clock.date().getMonthValue() - 1]).put(' ');
    if (day < 10) {
      message.put(' ');
    }
    message.put(day, 1).put(' ').put(clock.hour(), 2).put(':').put(clock.minute(), 2);
    message.put(':').put(clock.second(), 2).put(' ').put(lines.format().sender()).put(COLON);
  }

  private void put5424() {
    HospitalClock clock = lines.clock();
    message.put(PRIORITY).put(VERSION).put(clock.date().getYear(), 4).put('-');
    message.put(clock.date().getMonthValue(), 2).put('-').put(clock.date().getDayOfMonth(), 2);
    message.put('T').put(clock.hour(), 2).put(':').put(clock.minute(), 2).put(':');
    message.put(clock.second(), 2).put(OFFSET).put(lines.format().sender()).put(PROCESS);
  }
}
