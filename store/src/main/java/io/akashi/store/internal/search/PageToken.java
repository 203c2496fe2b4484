package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.QueryException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last row of a page: the next page begins behind it, whatever has arrived meanwhile. As text,
 * Base64 of {@code 1 <query digest> <book> <index> <part> <sort value>}; without value the last
 * word is missing. It carries nothing that the asker has not seen, and is checked like any input.
 *
 * @param value sort value of that row: String or Long by the column's type, or null
 */
record PageToken(@Nullable Object value, String book, long index, int part) {
  private static final Pattern FORM =
      Pattern.compile(
          "1 ([0-9a-f]{16}) ([a-z]{1,32}) ([0-9]{1,19}) ([0-9]{1,10})(?: (.*))?", Pattern.DOTALL);

  String encode(Query query) {
    String text =
        "1 %s %s %d %d".formatted(digest(query), book, index, part)
            + (value == null ? "" : " " + value);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The token of the query, or null when it asks for the first page. */
  static @Nullable PageToken of(Query query) {
    String token = query.page();
    if (token == null) {
      return null;
    }
    Matcher matcher = FORM.matcher(text(token));
    if (!matcher.matches()) {
      throw foreign(null);
    }
    if (!matcher.group(1).equals(digest(query))) {
      throw new QueryException(
          QueryException.Reason.INVALID,
          "ページの続きは別の検索のものです。最初から検索してください"
              + " / this page token belongs to another query; start from the first page");
    }
    try {
      return new PageToken(
          value(matcher.group(5), query.sort()),
          matcher.group(2),
          Long.parseLong(matcher.group(3)),
          Integer.parseInt(matcher.group(4)));
    } catch (NumberFormatException e) {
      throw foreign(e);
    }
  }

  private static @Nullable Object value(@Nullable String text, Column sort) {
    if (text == null || sort.type() == Column.Type.TEXT) {
      return text;
    }
    long number = Long.parseLong(text);
    if (sort.type() == Column.Type.TIME
        && Conditions.micros(Instant.EPOCH.plus(number, ChronoUnit.MICROS)) != number) {
      throw foreign(null); // no TIMESTAMP, so of no row
    }
    return number;
  }

  private static String text(String token) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)))
          .toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw foreign(e);
    }
  }

  /** Of everything that decides which rows there are and in which order; not of the page size. */
  private static String digest(Query query) {
    StringBuilder text = new StringBuilder();
    add(text, query.from());
    add(text, query.to());
    add(text, query.book());
    for (var entry : query.equal().entrySet()) {
      add(text, entry.getKey().id());
      add(text, entry.getValue());
    }
    add(text, query.object());
    add(text, query.text());
    add(text, query.anyForm());
    add(text, query.sort().id());
    add(text, query.descending());
    add(text, query.leavesLooksOut());
    if (query.scope().isNarrow()) {
      add(text, new TreeSet<>(query.scope().books()));
      add(text, new TreeSet<>(query.scope().systems()));
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(StringBuilder text, @Nullable Object value) {
    String word = value == null ? "" : value.toString();
    text.append(value == null ? "-" : word.length()).append(':').append(word).append(',');
  }

  private static QueryException foreign(@Nullable Exception cause) {
    String message =
        "ページの続きを示す値が正しくありません。最初から検索してください"
            + " / the page token is not one of Akashi's; start from the first page";
    return cause == null
        ? new QueryException(QueryException.Reason.INVALID, message)
        : new QueryException(QueryException.Reason.INVALID, message, cause);
  }
}
