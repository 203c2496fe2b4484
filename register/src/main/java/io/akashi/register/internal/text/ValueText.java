package io.akashi.register.internal.text;

import io.akashi.register.Schema;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a cell as a value of its column. */
public final class ValueText {
  /** Longest text that a cell of Excel holds; an entry takes as much without leaving its book. */
  private static final int LONGEST = 32_767;

  /** How csvde writes what is not ASCII: the bytes of its UTF-8. */
  private static final Pattern CSVDE = Pattern.compile("X'((?:[0-9a-fA-F]{2})+)'");

  /** What an export puts before a text that a spreadsheet would run. */
  private static final Pattern GUARDED = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private ValueText() {}

  /** The value; null when the cell is empty. */
  public static @Nullable Object parse(Schema.Column column, String cell, ZoneId zone)
      throws UnreadableException {
    String text = Norm.trim(cell);
    if (text.isEmpty()) {
      return null;
    }
    if (column.type() == LocalDate.class) {
      return DateText.parse(text, zone);
    }
    String plain = Norm.plain(text);
    for (Map.Entry<String, Object> label : column.labels().entrySet()) {
      if (Norm.plain(label.getKey()).equals(plain)) {
        return label.getValue();
      }
    }
    if (column.type() == Boolean.class) {
      return StateText.yesOrNo(text);
    }
    if (column.type().isEnum()) {
      return constant(column, text);
    }
    if (column.type() != String.class) {
      return number(column, plain);
    }
    return text(column, unguarded(text));
  }

  private static String text(Schema.Column column, String text) throws UnreadableException {
    String value = column.key() || column.reference().isPresent() ? Norm.plain(text) : text;
    if (value.length() > LONGEST) {
      throw new UnreadableException(
          "%s が長すぎます（%d 字まで）".formatted(column.ja(), LONGEST),
          "%s is longer than %d characters".formatted(column.en(), LONGEST));
    }
    return value;
  }

  private static Object number(Schema.Column column, String plain) throws UnreadableException {
    try {
      long value = Long.parseLong(plain.replace(",", ""));
      return column.type() == Long.class ? (Object) value : (Object) Math.toIntExact(value);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new UnreadableException(
          "%s '%s' は整数ではありません".formatted(column.ja(), plain),
          "%s '%s' is no whole number".formatted(column.en(), plain));
    }
  }

  private static Object constant(Schema.Column column, String text) throws UnreadableException {
    for (Object constant : column.labels().values()) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    String known = String.join("、", column.labels().keySet());
    throw new UnreadableException(
        "%s に '%s' はありません（%s のどれか）".formatted(column.ja(), text, known),
        "%s is one of %s, not '%s'".formatted(column.en(), known, text));
  }

  private static String unguarded(String text) {
    return GUARDED.matcher(text).matches() ? text.substring(1) : text;
  }

  /** A cell as it was meant: csvde writes what is not ASCII as the bytes of its UTF-8. */
  public static String decoded(String cell) {
    Matcher csvde = CSVDE.matcher(cell);
    return csvde.matches()
        ? Norm.trim(new String(HexFormat.of().parseHex(csvde.group(1)), StandardCharsets.UTF_8))
        : cell;
  }

  /**
   * A text as a cell of an exported file that no spreadsheet runs; {@link #parse} reads it back.
   */
  public static String guarded(String text) {
    return GUARDED.matcher("'" + text).matches() ? "'" + text : text;
  }
}
