package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.akashi.event.lines.rows.CellNames;
import io.akashi.event.lines.rows.Expression;
import io.akashi.event.lines.rows.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of a mapping file, or of one form in it, that says how a text falls into cells. */
final class ShapeReader {
  /** The keys it reads. */
  static final List<String> KEYS =
      List.of("delimiter", "quote", "regex", "fixed", "pairs", "shape", "columns");

  /** The key of a cell that is the whole line, where no shape is given. */
  static final String LINE = "line";

  private static final List<String> KINDS =
      List.of("delimiter", "regex", "fixed", "pairs", "shape");
  private static final List<String> NAMED = List.of("json", "xml", "cef", "leef");
  private static final String MORE = "...";
  private static final int MOST_COLUMNS = 1_000;
  private static final int LONGEST_REGEX = 4_096;
  private static final int WIDEST = 100_000;

  private final YamlPart owner;
  private final Map<String, YamlPart> entries;
  private final List<String> given;
  private final @Nullable Pattern regex;
  private final @Nullable List<String> columns;
  private boolean openEnded;

  ShapeReader(YamlPart owner, Map<String, YamlPart> entries) {
    this.owner = owner;
    this.entries = entries;
    this.given = KINDS.stream().filter(entries::containsKey).toList();
    if (given.size() > 1) {
      throw oneOf();
    }
    YamlPart part = entries.get("regex");
    this.regex = part == null ? null : pattern(part);
    this.columns = columns();
  }

  MappingException oneOf() {
    return owner.error(
        "delimiter・regex・fixed・pairs・shapeのどれか一つが必要です / give either delimiter or regex, fixed, pairs or shape");
  }

  /** Whether a shape is given. */
  boolean isGiven() {
    return !given.isEmpty();
  }

  /** Whether the cells have positions, so that names may be given to them anew. */
  boolean isPositional() {
    return given.contains("delimiter") || given.contains("fixed");
  }

  /** Names of the cells in order, or null when the lines name them. */
  @Nullable List<String> names() {
    return columns;
  }

  /** Whether lines may have fewer or more cells than there are names. */
  boolean isOpenEnded() {
    return openEnded;
  }

  /** The shape, with the names that its lines may use. */
  Shape shape(List<String> names) {
    if (given.isEmpty()) {
      return new Shape.Whole();
    }
    YamlPart part = entries.get(given.getFirst());
    if (part == null) {
      throw oneOf();
    }
    return switch (given.getFirst()) {
      case "delimiter" -> new Shape.Delimited(delimiter(part), quote());
      case "fixed" -> fixed(part, names.size());
      case "pairs" -> pairs(part, names);
      case "shape" -> named(part, new CellNames(names));
      default -> new Shape.Regex(Expression.of(regex == null ? pattern(part) : regex));
    };
  }

  static Pattern pattern(YamlPart part) {
    return pattern(part, part.text());
  }

  /** Compiles {@code text}, which {@code blamed} says. */
  static Pattern pattern(YamlPart blamed, String text) {
    if (text.length() > LONGEST_REGEX) {
      throw blamed.error("正規表現が長すぎます / longer than " + LONGEST_REGEX + " characters");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw blamed.error("正規表現の誤りです / not an RE2 expression: " + e.getMessage());
    }
  }

  private static byte[] delimiter(YamlPart part) {
    String text = part.text().equals("tab") ? "\t" : part.text();
    if (text.isEmpty() || text.length() > 16 || text.indexOf('\n') >= 0) {
      throw part.error("1〜16文字で改行以外です / must be 1 to 16 characters, no line end");
    }
    return text.getBytes(UTF_8);
  }

  private int quote() {
    YamlPart part = entries.get("quote");
    if (part == null) {
      return '"';
    }
    String text = part.text();
    if (text.equals("none")) {
      return -1;
    }
    if (text.length() != 1 || text.charAt(0) > '~' || text.charAt(0) < ' ') {
      throw part.error("ASCII 1文字かnoneです / must be one ASCII character or none");
    }
    return text.charAt(0);
  }

  private static Shape fixed(YamlPart part, int columns) {
    YamlPart widths = part;
    boolean display = false;
    if (part.isMap()) {
      Map<String, YamlPart> said = part.entries(List.of("widths", "by"));
      widths = said.getOrDefault("widths", part);
      YamlPart by = said.get("by");
      List<String> known = List.of("bytes", "display");
      if (by != null && !known.contains(by.text())) {
        throw by.unknown("単位", "unit", by.text(), known);
      }
      display = by != null && by.text().equals("display");
    }
    int[] numbers = widths.items().stream().mapToInt(ShapeReader::width).toArray();
    if (numbers.length != columns) {
      throw part.error(
          "幅は%d個、列名は%d個です / there are %d widths, columns names %d"
              .formatted(numbers.length, columns, numbers.length, columns));
    }
    return new Shape.Fixed(numbers, display);
  }

  private static int width(YamlPart part) {
    try {
      int width = Integer.parseInt(part.text());
      if (width > 0 && width <= WIDEST) {
        return width;
      }
    } catch (NumberFormatException e) {
      throw part.error("1以上の整数が必要です / must be a whole number from 1, not " + part.text());
    }
    throw part.error("1以上の整数が必要です / must be a whole number from 1");
  }

  private static Shape pairs(YamlPart part, List<String> names) {
    Map<String, YamlPart> said = part.entries(List.of("separator", "assign", "quote", "hex"));
    String assign = signs(said.get("assign"), "=");
    if (assign.length() != 1) {
      throw part.error("assignは1文字です / assign must be one character");
    }
    YamlPart quote = said.get("quote");
    YamlPart hex = said.get("hex");
    return new Shape.Pairs(
        new CellNames(names),
        signs(said.get("separator"), " "),
        (byte) assign.charAt(0),
        quote != null && quote.text().equals("none") ? "" : signs(quote, "\""),
        hex == null ? null : new CellNames(hex.items().stream().map(YamlPart::text).toList()));
  }

  private static String signs(@Nullable YamlPart part, String usual) {
    if (part == null) {
      return usual;
    }
    String text = part.text().equals("tab") ? "\t" : part.text();
    if (text.isEmpty() || text.length() > 8 || !text.chars().allMatch(c -> c < 128 && c != '\n')) {
      throw part.error("ASCII 1〜8文字です / must be 1 to 8 ASCII characters");
    }
    return text;
  }

  private static Shape named(YamlPart part, CellNames names) {
    return switch (part.text()) {
      case "json" -> new Shape.Json(names);
      case "xml" -> new Shape.Xml(names);
      case "cef" -> new Shape.Cef(names);
      case "leef" -> new Shape.Leef(names);
      default -> throw part.unknown("形", "shape", part.text(), NAMED);
    };
  }

  private @Nullable List<String> columns() {
    YamlPart part = entries.get("columns");
    List<String> names = new ArrayList<>();
    if (part != null) {
      part.items().forEach(item -> names.add(item.text()));
      openEnded = names.size() > 1 && names.getLast().equals(MORE) && names.remove(MORE);
    } else if (regex != null) {
      names.addAll(groupNames(regex));
    } else {
      return null;
    }
    YamlPart blamed = part == null ? owner : part;
    if (regex != null && regex.groupCount() != names.size()) {
      throw blamed.error(
          "正規表現のグループは%d個、名前は%d個です / the expression has %d groups, columns names %d"
              .formatted(regex.groupCount(), names.size(), regex.groupCount(), names.size()));
    }
    // A form may be known by its words alone: an expression without groups.
    boolean none = names.isEmpty() && part != null;
    if (none || names.size() > MOST_COLUMNS) {
      throw blamed.error("列は1〜1000個です / must name 1 to 1000 columns");
    }
    Set<String> unique = new LinkedHashSet<>();
    for (String column : names) {
      if (column.isBlank() || !unique.add(column)) {
        throw blamed.error("列名 '" + column + "' が空か重複です / a column name is blank or twice");
      }
    }
    return names;
  }

  /** The names of the groups in the order of the groups; one without a name is {@code group N}. */
  private static List<String> groupNames(Pattern regex) {
    Map<Integer, String> byGroup = new TreeMap<>();
    for (int i = 1; i <= regex.groupCount(); i++) {
      byGroup.put(i, "group " + i);
    }
    regex.namedGroups().forEach((name, group) -> byGroup.put(group, name));
    return List.copyOf(byGroup.values());
  }
}
