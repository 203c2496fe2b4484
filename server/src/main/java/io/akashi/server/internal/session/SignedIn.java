package io.akashi.server.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * What a browser's session remembers of its person. It stays when the sign-in has ended, by time or
 * by hand, so that what the person sends afterwards can wait for them.
 *
 * @param user user id
 * @param handle of the session in {@link Sessions}
 * @param left whether the person has signed out there
 */
public record SignedIn(String user, String handle, boolean left) {
  private static final String ATTRIBUTE = SignedIn.class.getName();

  /** Of the browser that sends a request, ended or not. */
  public static Optional<SignedIn> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn
        ? Optional.of(signedIn)
        : Optional.empty();
  }

  /**
   * Ends the browser's session. The one that follows knows nothing but who has left, for a form
   * that is still open in another window.
   */
  public static void leave(HttpServletRequest request) {
    Optional<SignedIn> was = of(request);
    HttpSession session = request.getSession(false);
    if (session == null) {
      return;
    }
    int seconds = session.getMaxInactiveInterval();
    session.invalidate();
    was.ifPresent(person -> {
      HttpSession next = request.getSession(true);
      next.setMaxInactiveInterval(seconds);
      new SignedIn(person.user(), person.handle(), true).in(next);
    });
  }

  /** Has the browser's session remember it. */
  public void in(HttpSession session) {
    session.setAttribute(ATTRIBUTE, this);
  }
}
