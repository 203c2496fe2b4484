package io.akashi.reconcile.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.store.sql.SqlRow;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the values of a row into words. */
public final class Wording {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
  private static final int ID_LENGTH = 16;
  private static final String UNKNOWN = "不明";

  private final DateTimeFormatter times;

  /** Times are told in that zone, to the minute. */
  public Wording(ZoneId zone) {
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
  }

  /** The name of a finding: 16 hexadecimal digits of what it is about. */
  public static String findingId(String comparison, List<String> subject) {
    String about = comparison + "\u001f" + String.join("\u001f", subject);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(about.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A Japanese sentence with the row's values in the place of their columns in braces. */
  public String fill(String sentence, SqlRow row) {
    return fill(sentence, row, UnaryOperator.identity());
  }

  /** An English sentence; what the statements themselves say of a value is in English, too. */
  public String fillEnglish(String sentence, SqlRow row) {
    return fill(sentence, row, Wording::english);
  }

  private static String english(String text) {
    return switch (text) {
      case UNKNOWN -> "not known";
      case FactTables.NO_NAME -> "name not known";
      default ->
          text.startsWith(FactTables.BEGINNING)
              ? "the beginning of the log, " + text.substring(FactTables.BEGINNING.length())
              : text;
    };
  }

  private String fill(String sentence, SqlRow row, UnaryOperator<String> told) {
    Matcher places = PLACE.matcher(sentence);
    return places.replaceAll(place -> {
      if (!row.has(place.group(1))) {
        throw new IllegalArgumentException("no column for " + place.group() + " in " + sentence);
      }
      return Matcher.quoteReplacement(told.apply(text(row.values().get(place.group(1)))));
    });
  }

  /** What could not be judged, and why. */
  public String unknown(SqlRow row, List<String> subject) {
    String about =
        subject.stream()
            .map(column -> row.values().get(column))
            .filter(Objects::nonNull)
            .map(this::text)
            .collect(Collectors.joining(" "));
    return about + ": " + row.text("why");
  }

  /** A value as people read it. */
  public String text(@Nullable Object value) {
    return switch (value) {
      case null -> UNKNOWN;
      case Instant time -> times.format(time);
      default -> value.toString();
    };
  }
}
