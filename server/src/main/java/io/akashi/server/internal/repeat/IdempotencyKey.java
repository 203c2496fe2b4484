package io.akashi.server.internal.repeat;

import io.akashi.server.internal.web.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The value of an {@code Idempotency-Key} header (draft-ietf-httpapi-idempotency-key-header): the
 * content of a structured-field string (RFC 9651 section 3.3.3), or a bare word of other visible
 * characters, because many senders do not quote. Quoted and bare are the same key.
 *
 * @param value 1 to 256 characters of ASCII, from space to tilde
 */
public record IdempotencyKey(String value) {
  /** Name of the header. */
  public static final String HEADER = "Idempotency-Key";

  /** Longest key, in characters. */
  public static final int MAX_LENGTH = 256;

  private static final String NOT_BARE = "\"\\,;";

  public IdempotencyKey {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw Problem.badRequest(
          "Idempotency-Key は1から256文字です。 / an Idempotency-Key has 1 to 256 characters");
    }
  }

  /**
   * The key of a request, or empty when it has none.
   *
   * @param headers the values of all its headers of that name
   * @throws Problem 400 when there are several, or the one is no key
   */
  public static Optional<IdempotencyKey> of(List<String> headers) {
    if (headers.size() > 1) {
      throw Problem.badRequest(
          "Idempotency-Key は1つだけ付けてください。 / send one Idempotency-Key, not several");
    }
    return headers.stream().findFirst().map(IdempotencyKey::parse);
  }

  private static IdempotencyKey parse(String header) {
    String text = header.strip();
    return new IdempotencyKey(text.startsWith("\"") ? quoted(text) : bare(text));
  }

  private static String bare(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || NOT_BARE.indexOf(c) >= 0) {
        throw malformed();
      }
    }
    return text;
  }

  private static String quoted(String text) {
    StringBuilder value = new StringBuilder(text.length());
    int i = 1;
    while (i < text.length() && text.charAt(i) != '"') {
      boolean escaped = text.charAt(i) == '\\';
      i += escaped ? 1 : 0;
      char c = i < text.length() ? text.charAt(i) : 0;
      if (c < ' ' || c > '~' || (escaped && c != '"' && c != '\\')) {
        throw malformed();
      }
      value.append(c);
      i++;
    }
    if (i != text.length() - 1) {
      throw malformed();
    }
    return value.toString();
  }

  private static Problem malformed() {
    return Problem.badRequest(
        "Idempotency-Key は \"…\" で囲んだASCII文字列か、空白と \" \\ , ; を含まない語です。 / an Idempotency-Key is an ASCII string in"
            + " double quotes, or a word without spaces and without \" \\ , ;");
  }
}
