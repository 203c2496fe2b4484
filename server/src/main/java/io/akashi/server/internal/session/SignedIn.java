package io.akashi.server.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * What a browser's session remembers of its person. It stays when the sign-in has ended by time, so
 * that what the person sends afterwards can wait for them.
 *
 * @param user user id
 * @param handle of the session in {@link Sessions}
 */
public record SignedIn(String user, String handle) {
  private static final String ATTRIBUTE = SignedIn.class.getName();

  /** Of the browser that sends a request, ended or not. */
  public static Optional<SignedIn> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn
        ? Optional.of(signedIn)
        : Optional.empty();
  }

  /** Has the browser's session remember it. */
  public void in(HttpSession session) {
    session.setAttribute(ATTRIBUTE, this);
  }
}
