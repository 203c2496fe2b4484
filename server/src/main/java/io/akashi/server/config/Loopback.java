package io.akashi.server.config;

import java.net.InetAddress;
import java.util.Locale;

/** Whether a host is this machine for certain, so that what is sent there crosses no network. */
public final class Loopback {
  private Loopback() {}

  /**
   * True for {@code localhost} and for loopback addresses. No name server is asked: whoever answers
   * for it could say anything, and something else a moment later.
   *
   * @param host as it stands in an address; IPv6 with or without brackets
   */
  public static boolean isLoopback(String host) {
    if (host.toLowerCase(Locale.ROOT).equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false; // a name: another machine, the strict side
    }
  }
}
