package io.akashi.intake;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a TCP or TLS listener behaves.
 *
 * @param listener its name, for source rules and figures
 * @param bind address and port; port 0 takes a free one; {@code ::} listens on IPv4 and IPv6
 * @param tls how it speaks TLS, or null for plain TCP
 * @param maxMessage longest message in bytes; longer ones are kept in labelled pieces
 * @param maxConnections of more one is closed at once: see {@link Crowding}
 * @param backlog connections the kernel holds for us; it holds no more than {@code
 *     net.core.somaxconn}, and who does not fit tries again after a second, then three
 * @param idleTimeout a connection silent for that long is closed. Long by default: a sender that is
 *     cut off notices only when it loses its next message
 * @param stallTimeout a message without trailer is taken as complete when nothing followed for that
 *     long
 * @param handshakeTimeout a TLS handshake must be done by then
 * @param maxPendingBytes a connection is not read on while that many of its bytes are not durable
 */
public record TcpOptions(
    String listener,
    InetSocketAddress bind,
    @Nullable TlsOptions tls,
    int maxMessage,
    int maxConnections,
    int backlog,
    Duration idleTimeout,
    Duration stallTimeout,
    Duration handshakeTimeout,
    long maxPendingBytes) {

  /** Longest message by default: 1 MiB. */
  public static final int DEFAULT_MAX_MESSAGE = 1 << 20;

  private static final int MAX_CONNECTIONS = 4_096;
  private static final int BACKLOG = 4_096;
  private static final Duration IDLE = Duration.ofDays(1);
  private static final Duration STALL = Duration.ofSeconds(60);
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final long MAX_PENDING_BYTES = 4L << 20;

  /** Plain TCP with the usual limits. */
  public static TcpOptions plain(String listener, InetSocketAddress bind) {
    return new TcpOptions(
        listener,
        bind,
        null,
        DEFAULT_MAX_MESSAGE,
        MAX_CONNECTIONS,
        BACKLOG,
        IDLE,
        STALL,
        HANDSHAKE,
        MAX_PENDING_BYTES);
  }

  /** TLS with the usual limits. */
  public static TcpOptions tls(String listener, InetSocketAddress bind, TlsOptions tls) {
    return new TcpOptions(
        listener,
        bind,
        tls,
        DEFAULT_MAX_MESSAGE,
        MAX_CONNECTIONS,
        BACKLOG,
        IDLE,
        STALL,
        HANDSHAKE,
        MAX_PENDING_BYTES);
  }

  /** With other limits on messages and connections. */
  public TcpOptions withLimits(int maxMessage, int maxConnections, long maxPendingBytes) {
    return new TcpOptions(
        listener,
        bind,
        tls,
        maxMessage,
        maxConnections,
        backlog,
        idleTimeout,
        stallTimeout,
        handshakeTimeout,
        maxPendingBytes);
  }

  /** With other timeouts. */
  public TcpOptions withTimeouts(Duration idle, Duration stall, Duration handshake) {
    return new TcpOptions(
        listener,
        bind,
        tls,
        maxMessage,
        maxConnections,
        backlog,
        idle,
        stall,
        handshake,
        maxPendingBytes);
  }
}
