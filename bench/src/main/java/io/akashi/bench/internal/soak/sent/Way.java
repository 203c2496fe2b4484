package io.akashi.bench.internal.soak.sent;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How a line travels, and where it is kept. */
public enum Way {
  HTTP_EHR(Text.EHR, false, false),
  HTTP_FIREWALL(Text.FIREWALL, false, false),
  TCP_OCTET(Text.EHR, true, true),
  TCP_LF(Text.FIREWALL, true, false),
  TLS(Text.EHR, true, true),
  RSYSLOG(Text.EHR, true, true);

  private final Text text;
  private final boolean syslog;
  private final boolean counted;

  Way(Text text, boolean syslog, boolean counted) {
    this.text = text;
    this.syslog = syslog;
    this.counted = counted;
  }

  /** What stands in a line. */
  enum Text {
    /** An access line of about 110 bytes, source {@code ehr}, book {@code clinical}. */
    EHR("ehr", "clinical"),
    /** A line of a firewall of 300 to 600 bytes, source {@code fw}, book {@code infrastructure}. */
    FIREWALL("fw", "infrastructure");

    private final String source;
    private final String book;
    private final String header;

    Text(String source, String book) {
      this.source = source;
      this.book = book;
      this.header = "<134>1 2026-04-01T00:00:00Z %1$s01 %1$s - - - ".formatted(source);
    }
  }

  /** Number of the way in ids, from 1. */
  int number() {
    return ordinal() + 1;
  }

  static Way numbered(int number) {
    return values()[number - 1];
  }

  static boolean isNumbered(int number) {
    return number >= 1 && number <= values().length;
  }

  /** Whether it is answered with a range of indexes once it is durable. */
  public boolean isAcknowledged() {
    return !syslog;
  }

  /** Whether an own process keeps a notebook of it and its order is that of one connection. */
  public boolean isStream() {
    return syslog && this != RSYSLOG;
  }

  /** Id of the book it is kept in. */
  public String book() {
    return text.book;
  }

  /** Source id as configured. */
  public String source() {
    return text.source;
  }

  Text text() {
    return text;
  }

  /** Octet counting instead of a line feed. RFC 6587. */
  boolean counted() {
    return counted;
  }

  /** What stands in front of the line, empty over HTTP. */
  byte[] header() {
    return (syslog ? text.header : "").getBytes(UTF_8);
  }
}
