package io.akashi.server.internal.session;

import io.akashi.server.account.Factor;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The sign-ins that hold: each ends when nobody uses it for a time, a time after its begin, or by
 * hand. A restart ends all. Safe for use by many threads.
 */
public final class Sessions {
  private static final int MOST_OF_ONE = 20;
  private static final int HANDLE_BYTES = 16;

  private final InstantSource clock;
  private final Duration idle;
  private final Duration longest;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /**
   * One sign-in that holds.
   *
   * @param handle its name here; it is no secret and opens nothing
   * @param user user id
   * @param factors how the person proved who they are
   * @param since when they signed in
   * @param last when they last did something
   * @param address from where they signed in
   */
  public record Open(
      String handle,
      String user,
      Set<Factor> factors,
      Instant since,
      Instant last,
      String address) {
    public Open {
      factors = Set.copyOf(factors);
    }

    Open at(Instant now) {
      return new Open(handle, user, factors, since, now, address);
    }
  }

  /**
   * @param idle after which an unused one ends
   * @param longest after which any ends
   */
  public Sessions(InstantSource clock, Duration idle, Duration longest) {
    this.clock = clock;
    this.idle = idle;
    this.longest = longest;
  }

  /** Begins one; of a person with too many the one that was not used for longest ends. */
  public Open open(String user, Set<Factor> factors, String address) {
    byte[] handle = new byte[HANDLE_BYTES];
    random.nextBytes(handle);
    Instant now = clock.instant();
    open.values().removeIf(each -> !holds(each, now));
    List<Open> own = of(user);
    own.stream().skip(MOST_OF_ONE - 1L).forEach(each -> end(each.handle()));
    Open begun = new Open(HexFormat.of().formatHex(handle), user, factors, now, now, address);
    open.put(begun.handle(), begun);
    return begun;
  }

  /** One that still holds, and is used now. */
  public Optional<Open> use(String handle) {
    Instant now = clock.instant();
    return Optional.ofNullable(
        open.computeIfPresent(handle, (key, each) -> holds(each, now) ? each.at(now) : null));
  }

  /** One that still holds, asked for by a page and by nobody who uses it. */
  public Optional<Open> see(String handle) {
    return Optional.ofNullable(open.get(handle)).filter(each -> holds(each, clock.instant()));
  }

  private boolean holds(Open each, Instant now) {
    return now.isBefore(each.last().plus(idle)) && now.isBefore(each.since().plus(longest));
  }

  /** Those of a person, the last used first. */
  public List<Open> of(String user) {
    Instant now = clock.instant();
    return open.values().stream()
        .filter(each -> each.user().equals(user) && holds(each, now))
        .sorted(Comparator.comparing(Open::last).reversed())
        .toList();
  }

  /** Whether a session of that handle holds and began no longer ago than that. */
  public boolean beganWithin(String handle, Duration time) {
    return see(handle)
        .filter(each -> each.since().isAfter(clock.instant().minus(time)))
        .isPresent();
  }

  /** Ends one; whether it was there. */
  public boolean end(String handle) {
    return open.remove(handle) != null;
  }

  /** Ends those of a person that fit; how many there were. */
  public int endAll(String user, Predicate<Open> which) {
    List<Open> own = of(user).stream().filter(which).toList();
    own.forEach(each -> end(each.handle()));
    return own.size();
  }
}
