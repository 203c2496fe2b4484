package io.akashi.server.internal.config;

import static java.util.Map.entry;

import io.akashi.event.Charsets;
import io.akashi.event.SourceId;
import io.akashi.server.config.Listen;
import io.akashi.server.config.Sha256;
import io.akashi.server.config.Size;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads single values, and says what is expected of them. */
public final class Values {

  /**
   * What a type expects, as the end of a sentence.
   *
   * @param ja in Japanese
   * @param en in English
   */
  public record Expected(String ja, String en) {}

  private record Kind(Expected expected, BiFunction<String, Path, Object> parser) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          entry(String.class, kind("文字列", "text", text -> text)),
          entry(boolean.class, kind("true か false", "true or false", Values::truth)),
          entry(int.class, kind("整数（例 1024）", "a whole number, e.g. 1024", Integer::valueOf)),
          entry(
              Path.class,
              new Kind(
                  new Expected("ファイルまたはフォルダのパス", "a path of a file or folder"),
                  (text, base) -> base.resolve(text))),
          entry(
              Duration.class,
              kind(
                  "時間（例 30s, 5m, 24h, 7d）", "a duration, e.g. 30s, 5m, 24h, 7d", Values::duration)),
          entry(
              ZoneId.class, kind("時間帯（例 Asia/Tokyo）", "a time zone, e.g. Asia/Tokyo", ZoneId::of)),
          entry(
              Charset.class,
              kind("文字コード（例 windows-31j）", "a charset, e.g. windows-31j", Charsets::of)),
          entry(Size.class, kind("大きさ（例 64KB, 512MB）", "a size, e.g. 64KB, 512MB", Size::parse)),
          entry(
              Listen.class,
              kind("アドレス（例 127.0.0.1:8514）", "host:port, e.g. 127.0.0.1:8514", Listen::parse)),
          entry(
              Sha256.class,
              kind("SHA-256（16進64桁）", "a SHA-256 of 64 hexadecimal digits", Sha256::parse)),
          entry(
              SourceId.class,
              kind(
                  "送信元ID（a-z 0-9 . _ - の64字まで）",
                  "a source id, 1 to 64 of a-z 0-9 . _ -",
                  SourceId::new)));

  private Values() {}

  /** Whether a type is read from one text, rather than from fields of its own. */
  static boolean isValue(Class<?> type) {
    return KINDS.containsKey(type) || type.isEnum();
  }

  /** What may be written for a type. */
  public static Expected expected(Class<?> type) {
    if (type.isEnum()) {
      String ids =
          Arrays.stream(type.getEnumConstants()).map(Values::id).collect(Collectors.joining(", "));
      return new Expected(ids + " のいずれか", "one of " + ids);
    }
    return of(type).expected();
  }

  /**
   * Reads a value.
   *
   * @param base folder where relative paths start
   * @throws RuntimeException when {@code text} is not of that type; which one depends on the type
   */
  static Object parse(String text, Class<?> type, Path base) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> id(constant).equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(text));
    }
    return of(type).parser().apply(text, base);
  }

  private static Kind of(Class<?> type) {
    Kind kind = KINDS.get(type);
    if (kind == null) {
      throw new IllegalStateException("no setting is of type " + type);
    }
    return kind;
  }

  private static Kind kind(String ja, String en, Function<String, Object> parser) {
    return new Kind(new Expected(ja, en), (text, base) -> parser.apply(text));
  }

  private static String id(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Duration duration(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long number = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException(text);
    };
  }
}
