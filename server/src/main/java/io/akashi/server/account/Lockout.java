package io.akashi.server.account;

import io.akashi.server.config.Sha256;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * After some failures in a row nobody may try a user id for a time (guideline, system operation, 14
 * ⑥(6)). User ids that nobody has are treated alike, so that it does not tell which there are.
 * Tries at the same time count together, so that who tries many at once has no more of them. Kept
 * in memory; whoever makes it tells it the failures before a restart. Safe for use by many threads.
 */
public final class Lockout {
  /**
   * User ids that nobody has: more than can be tried before the first are forgotten anyway, for
   * each try costs one Argon2id.
   */
  private static final int MOST = 100_000;

  private static final int SALT_BYTES = 16;
  private static final int DIGITS = 16;

  /** After which tries that run at the same time have ended. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final int failures;
  private final Duration time;
  private final Predicate<String> isAccount;
  private final String salt;

  // Guarded by this. Of accounts none is ever pushed out.
  private final Map<String, Tries> ofAccounts = new HashMap<>();

  // Guarded by this, by a digest, for it may be long. The oldest go first when there are too many.
  private final Map<String, Tries> ofOthers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST;
        }
      };

  /**
   * What was tried with a user id.
   *
   * @param failed failures in a row
   * @param running tries that have begun and not ended
   * @param last when the last of the failures was
   */
  private record Tries(int failed, int running, Instant last) {
    Tries running(int other) {
      return new Tries(failed, Math.max(0, other), last);
    }
  }

  /**
   * @param failures in a row after which a user id is locked
   * @param time for which it is, and after which earlier failures are forgotten
   * @param isAccount whether somebody has a user id
   */
  public Lockout(InstantSource clock, int failures, Duration time, Predicate<String> isAccount) {
    byte[] octets = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(octets);
    this.salt = HexFormat.of().formatHex(octets);
    this.isAccount = isAccount;
    this.clock = clock;
    this.failures = failures;
    this.time = time;
  }

  /**
   * Begins a try, which {@link #ended} ends.
   *
   * @return empty when it may be made; else when the next may be, and nothing has begun
   */
  public synchronized Optional<Instant> begin(String user) {
    Instant now = clock.instant();
    Tries known = known(user, now);
    if (known.failed() >= failures) {
      return Optional.of(known.last().plus(time));
    }
    if (known.failed() + known.running() >= failures) {
      return Optional.of(now.plus(MOMENT));
    }
    put(user, known.running(known.running() + 1));
    return Optional.empty();
  }

  /** A try has ended, whatever came of it. */
  public synchronized void ended(String user) {
    get(user).ifPresent(known -> put(user, known.running(known.running() - 1)));
  }

  private Tries known(String user, Instant now) {
    Tries known = get(user).orElse(new Tries(0, 0, now));
    return now.isBefore(known.last().plus(time)) ? known : new Tries(0, known.running(), now);
  }

  /** Until when a user id is locked; empty when it is not. */
  public synchronized Optional<Instant> until(String user) {
    Tries known = known(user, clock.instant());
    return known.failed() < failures ? Optional.empty() : Optional.of(known.last().plus(time));
  }

  /** Counts a failure; whether this one locks the user id. */
  public boolean failed(String user) {
    return failed(user, clock.instant());
  }

  /** Counts a failure of that moment, later than those that were counted before. */
  public synchronized boolean failed(String user, Instant at) {
    Tries known = known(user, at);
    Tries after = new Tries(known.failed() + 1, known.running(), at);
    put(user, after);
    return after.failed() == failures;
  }

  /** Forgets the failures of a user id. */
  public synchronized void forget(String user) {
    get(user).ifPresent(known -> put(user, new Tries(0, known.running(), known.last())));
  }

  private Optional<Tries> get(String user) {
    return Optional.ofNullable(
        isAccount.test(user) ? ofAccounts.get(user) : ofOthers.get(digest(user)));
  }

  private void put(String user, Tries tries) {
    if (isAccount.test(user)) {
      ofAccounts.put(user, tries);
    } else {
      ofOthers.put(digest(user), tries);
    }
  }

  private String digest(String user) {
    return Sha256.of(salt + user).hex().substring(0, DIGITS);
  }
}
