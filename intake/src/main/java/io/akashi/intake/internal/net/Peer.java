package io.akashi.intake.internal.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** How the address of a sender is written: {@code 10.1.2.3:514}, {@code [2001:db8::1]:514}. */
public final class Peer {
  private static final int GROUPS = 8;

  private Peer() {}

  /** {@code host:port}, IPv6 in brackets and as RFC 5952 writes it, without a zone. */
  public static String of(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    String text = host instanceof Inet6Address six ? "[" + canonical(six) + "]" : dotted(host);
    return text + ":" + address.getPort();
  }

  private static String dotted(InetAddress host) {
    return host.getHostAddress();
  }

  private static String canonical(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int gap = -1;
    int gapLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int length = zeros(groups, i);
      if (length > gapLength) {
        gap = i;
        gapLength = length;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        if (i > 0 && i != gap + gapLength) {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int zeros(int[] groups, int from) {
    int length = 0;
    while (from + length < GROUPS && groups[from + length] == 0) {
      length++;
    }
    return length;
  }
}
