package io.akashi.server.internal.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is not answered as asked, as RFC 9457 problem details. The message is one sentence
 * in Japanese and English with cause and next step.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  public Problem(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  public static Problem badRequest(String sentence) {
    return new Problem(400, sentence);
  }

  public static Problem notFound(String sentence) {
    return new Problem(404, sentence);
  }

  /** An address at which there is nothing. */
  static Problem nothingHere() {
    return notFound(
        "その場所には何もありません。アドレスを確かめるか、最初の画面から開いてください。 / there is nothing here: check the address or start from"
            + " the first page");
  }

  /** The same with a response header. */
  public Problem with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
