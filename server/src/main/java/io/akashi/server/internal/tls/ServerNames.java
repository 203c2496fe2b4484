package io.akashi.server.internal.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names and addresses under which a server is reached, as they stand in a certificate. Immutable.
 *
 * @param asked those a person has configured, in their order
 * @param found those of the machine, whatever they are today: loopback first
 */
public record ServerNames(List<String> asked, List<String> found) {
  private static final Pattern HOST =
      Pattern.compile("(?!.*\\.$)(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.?)+");
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int MOST = 100;

  public ServerNames {
    asked = List.copyOf(asked);
    found = List.copyOf(found);
  }

  /**
   * The names of this machine and those of the configuration. Asks no name server: on a closed
   * network that could take longer than the start.
   *
   * @param asked names and addresses a person wrote down; wildcard addresses say nothing and fall
   *     away
   */
  public static ServerNames ofThisMachine(Collection<String> asked) {
    Set<String> found = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    hostName().ifPresent(found::add);
    addresses().limit(MOST).forEach(found::add);
    List<String> typed =
        asked.stream().map(ServerNames::canonical).flatMap(Optional::stream).distinct().toList();
    found.removeAll(typed);
    return new ServerNames(typed, List.copyOf(found));
  }

  /** All names, those of the configuration first. */
  public List<String> all() {
    return Stream.concat(asked.stream(), found.stream()).toList();
  }

  /** Whether a name is an address. */
  public static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || V4.matcher(name).matches();
  }

  /**
   * The one way a name or an address is written: lower case, an address without leading zeros.
   * Empty for what can be neither in a certificate, and for the wildcard address.
   */
  public static Optional<String> canonical(String typed) {
    String name = typed.toLowerCase(Locale.ROOT);
    if (!isAddress(name)) {
      return HOST.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(name);
      return address.isAnyLocalAddress() ? Optional.empty() : Optional.of(text(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The octets of an address. */
  static byte[] octets(String address) {
    return InetAddress.ofLiteral(address).getAddress();
  }

  /** An address of a certificate in the same form, or empty when it has no possible length. */
  static Optional<String> ofOctets(byte[] octets) {
    try {
      return Optional.of(text(InetAddress.getByAddress(octets)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress().toLowerCase(Locale.ROOT);
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    return plain.equals("0:0:0:0:0:0:0:1") ? "::1" : plain;
  }

  private static Optional<String> hostName() {
    try {
      String name =
          Files.isReadable(HOST_NAME)
              ? Files.readString(HOST_NAME).strip()
              : InetAddress.getLocalHost().getHostName();
      return canonical(name).filter(host -> !isAddress(host));
    } catch (IOException e) {
      return Optional.empty(); // a machine without a name is reached by its addresses
    }
  }

  private static Stream<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress())
          .map(ServerNames::text)
          .sorted();
    } catch (SocketException e) {
      return Stream.empty(); // no network yet: the next look finds it
    }
  }
}
