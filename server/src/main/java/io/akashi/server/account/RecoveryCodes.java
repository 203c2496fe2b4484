package io.akashi.server.account;

import io.akashi.server.config.Sha256;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Codes for a person who has lost the authenticator: each of 80 bits and good once. Of such a code
 * a plain hash tells nothing.
 */
final class RecoveryCodes {
  static final int COUNT = 10;
  private static final int BYTES = 10;

  private RecoveryCodes() {}

  /** New ones, e.g. {@code abcd-efgh-2345-wxyz}. */
  static List<String> make(SecureRandom random) {
    return IntStream.range(0, COUNT).mapToObj(i -> one(random)).toList();
  }

  private static String one(SecureRandom random) {
    byte[] octets = new byte[BYTES];
    random.nextBytes(octets);
    return Base32.encode(octets).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
  }

  /** What is kept of a code, however it was typed. */
  static String hash(String typed) {
    return Sha256.of(typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT)).hex();
  }
}
