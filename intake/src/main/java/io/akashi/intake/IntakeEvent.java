package io.akashi.intake;

/** Something an operator should hear of; the figures count it, this names it. */
public sealed interface IntakeEvent {
  /** Name of the listener where it happened. */
  String listener();

  /** A TLS handshake did not succeed: garbage, an old protocol, no common cipher. */
  record HandshakeFailed(String listener, String peer, String reason) implements IntakeEvent {}

  /** A client certificate is expired, of a foreign authority, or not on the allow-list. */
  record CertificateRefused(String listener, String peer, String reason) implements IntakeEvent {}

  /**
   * A connection was closed because {@code limit} connections are open: a new one at once, or, to
   * let another address in, the one that was silent for longest of the address with the most.
   */
  record ConnectionRefused(String listener, String peer, int limit) implements IntakeEvent {}

  /** The kernel threw away {@code count} datagrams since the last report. */
  record KernelDropped(String listener, long count) implements IntakeEvent {}

  /**
   * The log did not take messages that were read, or did not make them durable; the connection is
   * closed.
   */
  record SinkFailed(String listener, String peer, Throwable cause) implements IntakeEvent {}
}
