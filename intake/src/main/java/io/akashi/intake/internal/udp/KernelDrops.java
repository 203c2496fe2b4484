package io.akashi.intake.internal.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * How many datagrams Linux threw away because a socket's buffer was full: the last column of {@code
 * /proc/net/udp} and {@code udp6} (proc_net_udp in the kernel's documentation). Elsewhere nothing
 * is known and the count stays 0.
 */
final class KernelDrops {
  private static final int LOCAL_ADDRESS = 1;
  private static final int LEAST_COLUMNS = 13;

  private final List<Path> tables;
  private final String port;
  private final List<String> addresses;
  private long reported;

  /**
   * @param procNet the folder {@code /proc/net}
   */
  KernelDrops(Path procNet, InetSocketAddress socket) {
    this.tables = List.of(procNet.resolve("udp"), procNet.resolve("udp6"));
    this.port = "%04X".formatted(socket.getPort());
    this.addresses = spellings(socket.getAddress());
  }

  /** The drops since the last call; 0 when they cannot be read. */
  long sinceLastCall() {
    long total = 0;
    for (Path table : tables) {
      for (String line : lines(table)) {
        total += drops(line);
      }
    }
    long since = Math.max(0, total - reported);
    reported = Math.max(reported, total);
    return since;
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException e) {
      return List.of(); // No such table here: not Linux, or a kernel without IPv6.
    }
  }

  private long drops(String line) {
    String[] columns = line.trim().split("\\s+");
    if (columns.length < LEAST_COLUMNS) {
      return 0;
    }
    int colon = columns[LOCAL_ADDRESS].indexOf(':');
    boolean ours =
        colon > 0
            && columns[LOCAL_ADDRESS].substring(colon + 1).equals(port)
            && addresses.contains(columns[LOCAL_ADDRESS].substring(0, colon));
    try {
      return ours ? Long.parseLong(columns[columns.length - 1]) : 0;
    } catch (NumberFormatException e) {
      return 0; // The heading, or a kernel with another table.
    }
  }

  /** How the kernel writes an address: words of 32 bits in the byte order of the machine. */
  private static List<String> spellings(InetAddress address) {
    byte[] bytes = address.getAddress();
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < bytes.length; word += Integer.BYTES) {
      byte[] turned = {bytes[word + 3], bytes[word + 2], bytes[word + 1], bytes[word]};
      text.append(HexFormat.of().formatHex(turned).toUpperCase(Locale.ROOT));
    }
    // Java opens a dual-stack socket where it can: then an IPv4 address stands mapped in udp6.
    return address instanceof Inet4Address
        ? List.of(
            text.toString(),
            address.isAnyLocalAddress() ? "0".repeat(32) : "0".repeat(16) + "FFFF0000" + text)
        : List.of(text.toString());
  }
}
