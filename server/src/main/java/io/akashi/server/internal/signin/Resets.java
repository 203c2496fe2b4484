package io.akashi.server.internal.signin;

import io.akashi.server.account.Account;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * People who cannot sign in and ask to choose a password, the first one included. Each sees a
 * number at their own browser and tells it to an administrator, who makes sure who they are and
 * types it; then that browser, and no other, may choose a password. So nobody but the person ever
 * knows a secret (guideline, system operation, 14 ⑥(4) and (5)). Kept in memory for half an hour,
 * bounded; user ids that nobody has are treated alike. Safe for use by many threads.
 */
public final class Resets {
  private static final String ATTRIBUTE = Resets.class.getName();
  private static final Duration TIME = Duration.ofMinutes(30);
  private static final int MOST = 200;
  private static final int MOST_OF_ONE_ADDRESS = 10;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  // Guarded by this. By the number that the person sees, in the order in which they asked.
  private final Map<String, Asked> asked = new LinkedHashMap<>();

  private record Asked(String user, String address, Instant since, boolean allowed) {}

  public Resets(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Somebody asks at a browser.
   *
   * @return the number they see; empty when too many have asked
   */
  public Optional<String> ask(HttpServletRequest request, String typed) {
    Optional<String> number = ask(request.getRemoteAddr(), typed);
    number.ifPresent(each -> request.getSession().setAttribute(ATTRIBUTE, each));
    return number;
  }

  synchronized Optional<String> ask(String address, String typed) {
    asked.values().removeIf(each -> !holds(each));
    long ofOne = asked.values().stream().filter(each -> each.address().equals(address)).count();
    if (ofOne >= MOST_OF_ONE_ADDRESS || (asked.size() >= MOST && !makeRoom())) {
      return Optional.empty();
    }
    String number;
    do {
      number = String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
    } while (asked.containsKey(number));
    asked.put(number, new Asked(Account.normal(typed), address, clock.instant(), false));
    return Optional.of(number);
  }

  /**
   * Forgets the oldest of the address from which most were asked, so that somebody who asks from
   * many addresses keeps no person out; whether one was not allowed yet.
   */
  private boolean makeRoom() {
    Map<String, Integer> counts = new HashMap<>();
    asked.values().stream()
        .filter(each -> !each.allowed())
        .forEach(each -> counts.merge(each.address(), 1, Integer::sum));
    Optional<String> most =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    most.flatMap(address ->
            asked.entrySet().stream()
                .filter(
                    each -> !each.getValue().allowed() && each.getValue().address().equals(address))
                .map(Map.Entry::getKey)
                .findFirst())
        .ifPresent(asked::remove);
    return most.isPresent();
  }

  /** Whether that number, as it was typed, is shown to somebody who asks for that account. */
  public synchronized boolean isAsked(String user, String typed) {
    Asked one = asked.get(digits(typed));
    return one != null && one.user().equals(user) && holds(one);
  }

  private static String digits(String typed) {
    return typed.replaceAll("[^0-9]", "");
  }

  private boolean holds(Asked one) {
    return clock.instant().isBefore(one.since().plus(TIME));
  }

  /** An administrator allows it. */
  public synchronized void allow(String user, String typed) {
    if (isAsked(user, typed)) {
      asked.computeIfPresent(
          digits(typed), (number, one) -> new Asked(one.user(), one.address(), one.since(), true));
    }
  }

  /** The number that the browser of a request shows. */
  public synchronized Optional<String> number(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(ATTRIBUTE) instanceof String number
            && asked.containsKey(number)
        ? Optional.of(number)
        : Optional.empty();
  }

  /** The user id whose password the browser of a request may choose now. */
  public synchronized Optional<String> allowed(HttpServletRequest request) {
    return number(request)
        .map(asked::get)
        .filter(one -> one.allowed() && holds(one))
        .map(Asked::user);
  }

  /** It is chosen: the number is of no further use. */
  public synchronized void done(HttpServletRequest request) {
    number(request).ifPresent(asked::remove);
    request.getSession().removeAttribute(ATTRIBUTE);
  }
}
