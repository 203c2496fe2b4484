package io.akashi.event.internal.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A time format of a mapping (docs/formats/mapping.md), compiled: letters as in {@link
 * java.time.format.DateTimeFormatter} where they mean the same, Japanese eras ({@code G}) besides.
 * A format without a year is of the latest one that fits the time of receipt. Reads UTF-8 bytes
 * without allocation. Immutable.
 */
public final class TimePattern {
  private static final String LETTERS = "yMdHhmsSaGXE";

  private final String text;
  private final TimePart[] parts;

  private TimePattern(String text, List<TimePart> parts) {
    this.text = text;
    this.parts = parts.toArray(TimePart[]::new);
  }

  /**
   * Compiles a format.
   *
   * @throws IllegalArgumentException when a letter is unknown or a quote is not closed; the message
   *     says which
   */
  public static TimePattern of(String text) {
    List<TimePart> parts =
        switch (text) {
          case "iso" -> List.of(new TimePart.Iso());
          case "epoch" -> List.of(new TimePart.Epoch(1, Civil.SECOND, 11));
          case "epoch-millis" -> List.of(new TimePart.Epoch(1, Civil.SECOND / 1000, 14));
          case "epoch-micros" -> List.of(new TimePart.Epoch(1, 1, 17));
          case "epoch-nanos" -> List.of(new TimePart.Epoch(1000, 1, 19));
          default -> compile(text);
        };
    return new TimePattern(text, parts);
  }

  private static List<TimePart> compile(String text) {
    List<TimePart> parts = new ArrayList<>();
    ByteArrayOutputStream literal = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int run = i;
      while (run < text.length() && text.charAt(run) == c) {
        run++;
      }
      if (c == '\'') {
        int close = text.indexOf('\'', i + 1);
        if (close < 0) {
          throw new IllegalArgumentException("the quote in '" + text + "' is not closed");
        }
        literal.writeBytes(text.substring(i + 1, close).getBytes(UTF_8));
        i = close + 1;
        continue;
      }
      if (c == ' ') {
        addLiteral(parts, literal);
        parts.add(new TimePart.Blanks());
        i = run;
      } else if (isLetter(c)) {
        addLiteral(parts, literal);
        parts.add(part(c, run - i, text, parts));
        i = run;
      } else {
        int width = Character.charCount(text.codePointAt(i));
        literal.writeBytes(text.substring(i, i + width).getBytes(UTF_8));
        i += width;
      }
    }
    addLiteral(parts, literal);
    boolean hasMonth =
        parts.stream().anyMatch(TimePart.MonthName.class::isInstance) || has(parts, 'M');
    if (!has(parts, 'y') && !(hasMonth && has(parts, 'd'))) {
      throw new IllegalArgumentException("'" + text + "' has no year, nor month and day");
    }
    return parts;
  }

  private static boolean has(List<TimePart> parts, char unit) {
    return parts.stream().anyMatch(part -> part instanceof TimePart.Digits n && n.unit() == unit);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static void addLiteral(List<TimePart> parts, ByteArrayOutputStream literal) {
    if (literal.size() > 0) {
      parts.add(new TimePart.Literal(literal.toByteArray()));
      literal.reset();
    }
  }

  private static TimePart part(char letter, int count, String text, List<TimePart> before) {
    if (LETTERS.indexOf(letter) < 0) {
      throw new IllegalArgumentException(
          "letter '%s' in '%s' is unknown; known are %s".formatted(letter, text, LETTERS));
    }
    boolean ofEra = before.stream().anyMatch(TimePart.Era.class::isInstance);
    return switch (letter) {
      case 'G' -> new TimePart.Era();
      case 'S' -> new TimePart.Fraction();
      case 'a' -> new TimePart.HalfOfDay();
      case 'X' -> new TimePart.Offset();
      case 'E' -> new TimePart.Weekday();
      case 'y' -> ofEra ? new TimePart.Digits('y', 1, 2) : TimePart.year(count);
      case 'M' -> count >= 3 ? new TimePart.MonthName() : new TimePart.Digits('M', count, 2);
      default -> new TimePart.Digits(letter, Math.min(count, 2), 2);
    };
  }

  /**
   * Reads {@code bytes[from, to)}, all of it.
   *
   * @return whether it is such a time; then {@code reading} holds it
   */
  public boolean read(byte[] bytes, int from, int to, TimeReading reading) {
    reading.clear();
    int at = from;
    for (TimePart part : parts) {
      at = part.read(bytes, at, to, reading);
      if (at < 0) {
        return false;
      }
    }
    return at == to && reading.finish();
  }

  /** The format as written. */
  @Override
  public String toString() {
    return text;
  }
}
