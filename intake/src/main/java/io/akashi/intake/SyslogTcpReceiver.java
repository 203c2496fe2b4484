package io.akashi.intake;

import io.akashi.event.Arrival;
import io.akashi.intake.internal.listen.Binding;
import io.akashi.intake.internal.listen.Counters;
import io.akashi.intake.internal.tcp.Acceptor;
import io.akashi.intake.internal.tls.TlsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;

/**
 * Receives syslog over TCP (RFC 6587) or TLS (RFC 5425). One virtual thread a connection; what one
 * read gave is handed to the sink in order. A sink that has no room stops the reading, so the
 * sender feels it. Nothing a sender sends ends the receiver.
 *
 * <p>Each {@link Arrival} carries the peer and, over TLS, the key {@code cert}. Safe for use by
 * many threads.
 */
public final class SyslogTcpReceiver implements AutoCloseable {
  private final Acceptor acceptor;
  private final Counters counters;
  private final InstantSource clock;
  private final boolean secure;

  private SyslogTcpReceiver(
      Acceptor acceptor, Counters counters, InstantSource clock, boolean secure) {
    this.acceptor = acceptor;
    this.secure = secure;
    this.counters = counters;
    this.clock = clock;
  }

  /**
   * Opens the port and begins to accept.
   *
   * @param clock stamps every message when its bytes were read
   * @throws IntakeConfigurationException when the port or a TLS file cannot be used
   */
  public static SyslogTcpReceiver open(
      TcpOptions options,
      SourceRules rules,
      ArrivalSink sink,
      IntakeObserver observer,
      InstantSource clock) {
    TlsOptions tls = options.tls();
    TlsServer server = tls == null ? null : TlsServer.open(tls, clock);
    Counters counters = new Counters(options.listener(), observer);
    ServerSocket socket = bind(options);
    Acceptor acceptor = new Acceptor(socket, server, options, rules, sink, counters, clock);
    acceptor.start();
    return new SyslogTcpReceiver(acceptor, counters, clock, server != null);
  }

  private static ServerSocket bind(TcpOptions options) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(options.bind(), options.backlog());
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw Binding.failed(options.listener(), options.bind(), e);
    }
  }

  /**
   * Speaks TLS by other files with everybody who connects from now on; connections that are open go
   * on.
   *
   * @throws IntakeConfigurationException when a file cannot be used; then nothing changes
   * @throws IllegalStateException when this receiver speaks no TLS
   */
  public void show(TlsOptions tls) {
    if (!secure) {
      throw new IllegalStateException("a receiver without TLS shows no certificate");
    }
    acceptor.show(TlsServer.open(tls, clock));
  }

  /** The address and port that are open. */
  public InetSocketAddress address() {
    return acceptor.address();
  }

  public IntakeFigures figures() {
    return counters.figures();
  }

  /**
   * Stops accepting, takes what the connections have already delivered, hands it over and waits a
   * few seconds for it to be durable. Idempotent.
   */
  @Override
  public void close() {
    acceptor.close();
  }
}
