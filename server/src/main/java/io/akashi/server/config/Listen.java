package io.akashi.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place to listen, written {@code host:port}, an IPv6 address in brackets: {@code [::1]:6514}.
 *
 * @param host name or address, without brackets
 * @param port 0 to 65535; 0 lets the system choose
 */
public record Listen(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\[\\]:\\s]+)):(\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  public Listen {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port %d is not 0 to 65535".formatted(port));
    }
  }

  /**
   * @throws IllegalArgumentException when {@code text} is not an address with a port
   */
  public static Listen parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not host:port: " + text);
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return new Listen(host, Integer.parseInt(matcher.group(3)));
  }

  /** The socket address; a name is resolved now and may stay unresolved. */
  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // unknown counts as open to others: the strict side
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
