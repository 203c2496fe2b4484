package io.akashi.server.account;

import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage Cheat Sheet). Two at a
 * time, for each holds its memory: whoever tries many cannot take that of the others. Safe for use
 * by many threads.
 */
final class PasswordHash {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int AT_A_TIME = 2;
  private static final int PATIENCE_SECONDS = 5;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  // Hash of a password that nobody has: what is compared when there is none to compare with.
  private final String nobody;

  PasswordHash() {
    this.nobody = encode(String.valueOf(new SecureRandom().nextLong()));
  }

  String encode(String password) {
    return inTurn(() -> String.valueOf(argon2.encode(password)));
  }

  /** Whether it is that password; takes the same time when there is nothing to compare with. */
  boolean matches(String password, @Nullable String encoded) {
    boolean right = inTurn(() -> argon2.matches(password, encoded == null ? nobody : encoded));
    return right && encoded != null;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AccountException.Busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccountException.Busy(e);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
