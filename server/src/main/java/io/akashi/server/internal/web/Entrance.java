package io.akashi.server.internal.web;

import io.akashi.intake.Crowding;
import io.akashi.intake.Turns;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Lets people in. While too many are connected the address with the most gives way; of those who
 * shake hands, each some milliseconds of a processor, addresses take turns.
 */
final class Entrance extends NioEndpoint {
  /** The turn of the handshake in whose course a request may come. */
  private static final ScopedValue<Turns.Turn> HANDSHAKE = ScopedValue.newInstance();

  private final int most;
  private final Turns turns;
  private Crowding<SocketWrapperBase<NioChannel>> crowding =
      new Crowding<>(Entrance::address, each -> 0);
  private Consumer<String> refused = address -> {};

  /**
   * @param most connections at a time
   * @param turns of those who want something computed
   */
  Entrance(int most, Turns turns) {
    this.most = most;
    this.turns = turns;
  }

  /**
   * Before it is opened.
   *
   * @param since since when a connection does what it does, as {@link System#nanoTime} gives it
   * @param refused told the address of each connection that is closed because there are too many
   */
  void tells(ToLongFunction<SocketWrapperBase<NioChannel>> since, Consumer<String> refused) {
    this.crowding = new Crowding<>(Entrance::address, since);
    this.refused = refused;
  }

  /** Ends the turn of the handshake whose last bytes came with those of a request. */
  static void handsAreShaken() {
    if (HANDSHAKE.isBound()) {
      HANDSHAKE.get().close();
    }
  }

  @Override
  protected boolean setSocketOptions(SocketChannel newcomer) {
    // Not getConnections(), which copies them all.
    if (connections.size() < most || makeRoom(newcomer)) {
      return super.setSocketOptions(newcomer);
    }
    // Tomcat closes what it knows alone, and would count this one for ever.
    destroySocket(newcomer);
    return false;
  }

  private boolean makeRoom(SocketChannel newcomer) {
    String host = host(newcomer);
    Optional<SocketWrapperBase<NioChannel>> other = crowding.whoGoes(connections.values(), host);
    refused.accept(other.map(Entrance::address).orElse(host));
    other.ifPresent(SocketWrapperBase::close);
    return other.isPresent();
  }

  private static String host(SocketChannel newcomer) {
    try {
      return newcomer.getRemoteAddress() instanceof InetSocketAddress address
          ? address.getAddress().getHostAddress()
          : "";
    } catch (IOException e) {
      return ""; // it has gone already
    }
  }

  /** The address of who is connected, without a port. */
  static String address(SocketWrapperBase<NioChannel> socket) {
    return String.valueOf(socket.getRemoteAddr());
  }

  @Override
  protected SocketProcessorBase<NioChannel> createSocketProcessor(
      SocketWrapperBase<NioChannel> socket, SocketEvent event) {
    return new InTurn(socket, event);
  }

  /** Not static, for that of Tomcat is not. */
  private final class InTurn extends SocketProcessor {
    InTurn(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
      super(socket, event);
    }

    @Override
    protected void doRun() {
      if (socketWrapper.getSocket().isHandshakeComplete()) {
        super.doRun();
        return;
      }
      try (Turns.Turn turn = turns.take(address(socketWrapper))) {
        ScopedValue.where(HANDSHAKE, turn).run(super::doRun);
      }
    }
  }
}
