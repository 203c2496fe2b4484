package io.akashi.server.internal.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not answered as asked, as RFC 9457 problem details. The message is one sentence
 * in Japanese and English with cause and next step.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Told told;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  public Problem(int status, String sentence) {
    super(sentence);
    this.status = status;
    this.told = null;
  }

  private Problem(int status, Told told) {
    super(told.whole(true) + " / " + told.whole(false));
    this.status = status;
    this.told = told;
  }

  /**
   * A sentence whose languages are kept apart, since what somebody typed stands in both.
   *
   * @param field name of the parameter with which both begin, or null
   * @param japanese what follows it
   * @param english what follows it
   */
  public record Told(@Nullable String field, String japanese, String english) {
    /** The sentence in one language, with the name of the parameter. */
    public String whole(boolean inJapanese) {
      String said = inJapanese ? japanese : english;
      String begin = inJapanese ? "条件 %s " : "%s ";
      return field == null ? said : begin.formatted(field) + said;
    }
  }

  /** A parameter that means nothing. */
  public static Problem badRequest(Told told) {
    return new Problem(400, told);
  }

  /** The sentence by its languages, where they are kept apart. */
  public Optional<Told> told() {
    return Optional.ofNullable(told);
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
