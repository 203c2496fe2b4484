package io.akashi.tlog.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 of RFC 4648 section 4 with padding, and nothing else: one text for one value, so that no
 * two different files mean the same proof.
 */
public final class StrictBase64 {
  private StrictBase64() {}

  /** The bytes, or empty when the text is not exactly what {@link #encode} makes of them. */
  public static Optional<byte[]> decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // The JDK's decoder takes missing padding and stray low bits.
    return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
  }

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
