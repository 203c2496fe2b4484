package io.akashi.event;

import java.util.Optional;

/** The way a message came in; the {@code transport} of an entry's header. */
public enum Transport {
  SYSLOG_UDP("syslog+udp"),
  SYSLOG_TCP("syslog+tcp"),
  SYSLOG_TLS("syslog+tls"),
  HTTP("http"),
  FILE("file"),
  JDBC("jdbc"),
  /** Written by Akashi itself. */
  HOUSE("house");

  private final String label;

  Transport(String label) {
    this.label = label;
  }

  /** The word in the entry header, e.g. {@code syslog+tls}. */
  public String label() {
    return label;
  }

  /** The transport of that label, or empty. */
  public static Optional<Transport> of(String label) {
    for (Transport transport : values()) {
      if (transport.label.equals(label)) {
        return Optional.of(transport);
      }
    }
    return Optional.empty();
  }
}
