package io.akashi.server.internal.signin.passkey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;

/**
 * What an authenticator answered, as the script of the page sends it: a form whose fields have the
 * names of WebAuthn's JSON forms and its octets in base64url. It is as hostile as any other form.
 *
 * @param request that brings it
 */
public record Answer(HttpServletRequest request) {
  private static final int MOST_CHARACTERS = 64 * 1024;

  /**
   * A field.
   *
   * @throws IllegalArgumentException when it is not there, too long, or no base64url
   */
  byte[] octets(String field) {
    String text = request.getParameter(field);
    if (text == null || text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("no " + field);
    }
    return Base64.getUrlDecoder().decode(text);
  }

  /** Identifier of the credential, base64url in one form; empty when there is none. */
  String id() {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(octets("id"));
    } catch (IllegalArgumentException e) {
      return ""; // nobody's
    }
  }
}
