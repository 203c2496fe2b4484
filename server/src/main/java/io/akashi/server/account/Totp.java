package io.akashi.server.account;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator (RFC 6238): SHA-1, six digits, 30 seconds, which is what every
 * authenticator can.
 */
public final class Totp {
  static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int SECRET_BYTES = 20;

  /** A clock may be a step ahead or behind (RFC 6238, section 5.2). */
  private static final int DRIFT = 1;

  private Totp() {}

  /** A new secret, base32, of 160 bits (RFC 4226, section 4). */
  public static String newSecret(SecureRandom random) {
    byte[] octets = new byte[SECRET_BYTES];
    random.nextBytes(octets);
    return Base32.encode(octets);
  }

  /** The code of a moment, e.g. for a demonstration that has no authenticator at hand. */
  public static String code(String secret, Instant moment) {
    return code(Base32.decode(secret), moment.getEpochSecond() / STEP_SECONDS, DIGITS);
  }

  /**
   * The time step to which a code belongs; empty when it is of none that is near and later than the
   * last one taken.
   */
  static OptionalLong step(String secret, String typed, Instant now, long lastStep) {
    byte[] key = Base32.decode(secret);
    byte[] shown = typed.getBytes(StandardCharsets.UTF_8);
    long current = now.getEpochSecond() / STEP_SECONDS;
    OptionalLong found = OptionalLong.empty();
    for (long step = current - DRIFT; step <= current + DRIFT; step++) {
      byte[] right = code(key, step, DIGITS).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, shown) && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** What a QR code says to an authenticator (otpauth, Key Uri Format). */
  public static String uri(String secret, String user, String issuer) {
    String label = URLEncoder.encode(issuer + ":" + user, StandardCharsets.UTF_8);
    return "otpauth://totp/%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(
            label.replace("+", "%20"),
            secret,
            URLEncoder.encode(issuer, StandardCharsets.UTF_8).replace("+", "%20"),
            DIGITS,
            STEP_SECONDS);
  }

  static String code(byte[] key, long step, int digits) {
    byte[] hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%0" + digits + "d", number % (long) Math.pow(10, digits));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }
}
