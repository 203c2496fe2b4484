package io.akashi.intake.internal.tcp;

import io.akashi.intake.internal.net.Peer;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Somebody who is connected. Safe for use by many threads. */
final class Guest {
  private final Socket socket;
  private final String peer;
  private final String host;
  private volatile long heard = System.nanoTime();

  Guest(Socket socket) {
    InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    this.socket = socket;
    this.peer = Peer.of(remote);
    this.host = remote.getAddress().getHostAddress();
  }

  Socket socket() {
    return socket;
  }

  /** Address and port. */
  String peer() {
    return peer;
  }

  /** The address alone. */
  String host() {
    return host;
  }

  /** When something came last, as {@link System#nanoTime} gives it. */
  long heard() {
    return heard;
  }

  /** Something came. */
  void hear() {
    heard = System.nanoTime();
  }
}
