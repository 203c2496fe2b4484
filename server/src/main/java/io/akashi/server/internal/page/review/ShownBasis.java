package io.akashi.server.internal.page.review;

import io.akashi.reconcile.review.Period;
import io.akashi.reconcile.review.Screening;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks the basis of a list that somebody was shown, so that they sign that list: with another
 * basis one could sign what the log was before anything was in it. Good until the server stops.
 * Safe for use by many threads.
 */
final class ShownBasis {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  ShownBasis() {
    byte[] octets = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(octets);
    this.key = new SecretKeySpec(octets, ALGORITHM);
  }

  /**
   * The mark, lower-case hex.
   *
   * @param over whether the period is: what was shown while it lasted is not signed after it
   */
  String mark(String user, String system, Period period, Screening.Basis basis, boolean over) {
    String shown =
        "%s %b\n%d %d %d\n%s\n%s"
            .formatted(
                period.name(),
                over,
                basis.clinical(),
                basis.infrastructure(),
                basis.register(),
                user,
                system);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(shown.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Whether two marks are the same; takes the same time wherever they differ. */
  static boolean isSame(String mark, String other) {
    return MessageDigest.isEqual(
        mark.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
