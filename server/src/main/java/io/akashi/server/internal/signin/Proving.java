package io.akashi.server.internal.signin;

import io.akashi.server.account.Factor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has proved something and not yet enough. Lies in the session of the browser.
 *
 * @param user user id
 * @param factors what is proved
 * @param since when the first was
 * @param next where to go when it is enough
 * @param mark of the password at that time, {@link io.akashi.server.account.Accounts#passwordMark}
 * @param secret of the authenticator that is being set up; null while none is
 */
public record Proving(
    String user,
    Set<Factor> factors,
    Instant since,
    String next,
    String mark,
    @Nullable String secret) {
  private static final String ATTRIBUTE = Proving.class.getName();
  private static final Duration TIME = Duration.ofMinutes(15);

  public Proving {
    factors = Set.copyOf(factors);
  }

  /** Of the browser that sends a request; empty when there is none, or it began too long ago. */
  static Optional<Proving> of(HttpServletRequest request, Instant now) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(ATTRIBUTE) instanceof Proving proving
            && now.isBefore(proving.since.plus(TIME))
        ? Optional.of(proving)
        : Optional.empty();
  }

  void in(HttpSession session) {
    session.setAttribute(ATTRIBUTE, this);
  }

  static void forget(HttpSession session) {
    session.removeAttribute(ATTRIBUTE);
  }

  Proving with(Factor factor) {
    EnumSet<Factor> all = EnumSet.of(factor);
    all.addAll(factors);
    return new Proving(user, all, since, next, mark, secret);
  }

  Proving settingUp(String newSecret) {
    return new Proving(user, factors, since, next, mark, newSecret);
  }
}
