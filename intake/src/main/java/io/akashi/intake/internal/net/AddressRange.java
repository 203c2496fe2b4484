package io.akashi.intake.internal.net;

import io.akashi.intake.IntakeConfigurationException;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address or CIDR range (RFC 4632, RFC 4291 section 2.3). An IPv4 address mapped
 * into IPv6 counts as IPv4.
 */
public final class AddressRange {
  private static final Pattern FOUR_PARTS = Pattern.compile("\\d+(\\.\\d+){3}");

  private final byte[] network;
  private final int prefix;

  private AddressRange(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * @throws IntakeConfigurationException when {@code text} is no literal address or range
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      if (address.indexOf(':') < 0 && !FOUR_PARTS.matcher(address).matches()) {
        // Java also takes "10.1.2", and means 10.1.0.2 by it.
        throw new IllegalArgumentException(address);
      }
      // Literals only: a name would be looked up, and mean something else tomorrow.
      byte[] network = InetAddress.ofLiteral(address).getAddress();
      int bits = network.length * Byte.SIZE;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (prefix >= 0 && prefix <= bits) {
        return new AddressRange(network, prefix);
      }
    } catch (IllegalArgumentException e) {
      throw unreadable(text, e);
    }
    throw unreadable(text, null);
  }

  private static IntakeConfigurationException unreadable(
      String text, @Nullable IllegalArgumentException cause) {
    String message =
        ("送信元アドレス「%s」が読めません。10.1.2.3、10.1.0.0/16、2001:db8::/32 のように書いてください"
                + " / peer '%s' is no address or range; write 10.1.2.3, 10.1.0.0/16 or"
                + " 2001:db8::/32")
            .formatted(text, text);
    return cause == null
        ? new IntakeConfigurationException(message)
        : new IntakeConfigurationException(message, cause);
  }

  /** Number of leading bits that are fixed. */
  public int prefix() {
    return prefix;
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != network.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != network[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    return rest == 0 || (bytes[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0;
  }
}
