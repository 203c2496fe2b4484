package io.akashi.event.internal.text;

/** Names and addresses of machines as audit messages write them. Stateless. */
public final class NetworkPoint {
  private static final int FOUR_NUMBERS = 3;

  private NetworkPoint() {}

  /**
   * Whether a text has the form of an IPv4 or IPv6 address, perhaps with a zone ({@code %eth0}).
   */
  public static boolean isAddress(String text) {
    int dots = 0;
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c == ':') {
        colons++;
      } else if (c == '%' && colons > 1) {
        break;
      } else if (Character.digit(c, 16) < 0 || c > 'f' || (c > '9' && colons == 0 && dots > 0)) {
        return false;
      }
    }
    return colons > 1 || (colons == 0 && dots == FOUR_NUMBERS);
  }

  /** The host of a URI ({@code scheme://host[:port]/…}); a text that is none stays as it is. */
  public static String hostOf(String uri) {
    int from = uri.indexOf("://");
    if (from < 0) {
      return uri;
    }
    from += 3;
    int to = from;
    while (to < uri.length() && "/?#".indexOf(uri.charAt(to)) < 0) {
      to++;
    }
    String authority = uri.substring(from, to);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int bracket = host.indexOf(']');
    if (host.startsWith("[") && bracket > 0) {
      return host.substring(1, bracket);
    }
    int port = host.indexOf(':');
    return port < 0 ? host : host.substring(0, port);
  }
}
