package io.akashi.intake;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * How a UDP listener behaves.
 *
 * @param listener its name, for source rules and figures
 * @param bind address and port; port 0 takes a free one; {@code ::} listens on IPv4 and IPv6
 * @param receiveBufferBytes buffer asked of the kernel; Linux gives at most net.core.rmem_max
 * @param procNet where the kernel says what it dropped, {@code /proc/net} on Linux
 */
public record UdpOptions(
    String listener, InetSocketAddress bind, int receiveBufferBytes, Path procNet) {

  private static final int RECEIVE_BUFFER = 32 << 20;

  /** The usual options. */
  public static UdpOptions of(String listener, InetSocketAddress bind) {
    return new UdpOptions(listener, bind, RECEIVE_BUFFER, Path.of("/proc/net"));
  }

  public UdpOptions withReceiveBuffer(int bytes) {
    return new UdpOptions(listener, bind, bytes, procNet);
  }
}
