package io.akashi.event.sniff;

import io.akashi.event.Charsets;
import io.akashi.event.sniff.Access.Doing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How an invented product writes its log: makes the file, and what is true of each column. */
final class Layout {
  /** Quotes around no cell, around those that need them, around all. */
  enum Quotes {
    NONE,
    NEEDED,
    ALL
  }

  /** {@code target}: column of the vocabulary, {@code none}, or several that are right with |. */
  private record Field(
      String name, String target, Map<String, String> values, Function<Access, String> of) {}

  private final String name;
  private final String file;
  private String charset = "UTF-8";
  private boolean mark;
  private String delimiter = ",";
  private String shape = "delimited";
  private Quotes quotes = Quotes.NEEDED;
  private boolean heading = true;
  private String end = "\r\n";
  private int lines = 80;
  private final List<String> before = new ArrayList<>();
  private final List<String> after = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final List<String> times = new ArrayList<>();

  Layout(String name, String file) {
    this.name = name;
    this.file = file;
  }

  String name() {
    return name;
  }

  String file() {
    return file;
  }

  Layout charset(String charset, boolean mark) {
    this.charset = charset;
    this.mark = mark;
    return this;
  }

  Layout delimiter(String delimiter, Quotes quotes) {
    this.delimiter = delimiter;
    this.quotes = quotes;
    return this;
  }

  /** {@code spaces}, {@code pairs} or {@code json} in place of {@code delimited}. */
  Layout shape(String shape) {
    this.shape = shape;
    return this;
  }

  Layout headless() {
    heading = false;
    return this;
  }

  Layout lines(int lines, String end) {
    this.lines = lines;
    this.end = end;
    return this;
  }

  Layout before(String... lines) {
    before.addAll(List.of(lines));
    return this;
  }

  Layout after(String... lines) {
    after.addAll(List.of(lines));
    return this;
  }

  Layout field(String name, String target, Function<Access, String> of) {
    fields.add(new Field(name, target, Map.of(), of));
    return this;
  }

  /** A last column that the heading line does not name. */
  Layout unnamed(String target, Function<Access, String> of) {
    return field("", target, of);
  }

  /** A time in one column. */
  Layout time(String name, String target, String format, Function<Access, LocalDateTime> of) {
    if (!target.equals("none")) {
      times.add("  %s: {from: [%s], format: \"%s\"}".formatted(target, quoted(name), format));
    }
    return field(name, target, a -> written(of.apply(a), format));
  }

  /** Day and clock in two columns; call twice. */
  Layout half(String name, String format, Function<Access, LocalDateTime> of) {
    return field(name, "occurred_at", a -> written(of.apply(a), format));
  }

  Layout halves(String day, String clock, String format) {
    times.add(
        "  occurred_at: {from: [%s, %s], format: \"%s\"}"
            .formatted(quoted(day), quoted(clock), format));
    return this;
  }

  /**
   * What was done, in the product's words in the order of {@link Doing}: a word and the kinds that
   * are right for it ({@code 参照:read}), the word alone for the kind of the doing, or in brackets
   * when nobody could know a meaning from the file.
   */
  Layout doings(String name, String... words) {
    Map<Doing, String> codes = new EnumMap<>(Doing.class);
    Map<String, String> values = new TreeMap<>();
    for (Doing doing : Doing.values()) {
      String word = words[doing.ordinal()];
      String[] said = word.replace("[", "").replace("]", "").split(":", 2);
      codes.put(doing, said[0]);
      if (!word.startsWith("[")) {
        values.put(said[0], said.length > 1 ? said[1] : doing.name().toLowerCase(Locale.ROOT));
      }
    }
    fields.add(new Field(name, "kind", values, a -> String.valueOf(codes.get(a.doing()))));
    return this;
  }

  Layout outcome(String name, String good, String bad) {
    fields.add(
        new Field(
            name,
            "outcome",
            Map.of(good, "success", bad, "failure"),
            a -> a.success() ? good : bad));
    return this;
  }

  /** {@code R} is an era and year as {@code R8}, {@code Gy} as 令和8; the rest is Java's. */
  static String written(LocalDateTime at, String format) {
    return switch (format) {
      case "iso" ->
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+09:00'", Locale.ROOT).format(at);
      case "epoch" -> String.valueOf(at.toEpochSecond(java.time.ZoneOffset.ofHours(9)));
      default -> {
        String era = JapaneseDate.from(at).getEra().getValue() == 3 ? "令和" : "平成";
        int year = at.getYear() - (era.equals("令和") ? 2018 : 1988);
        String pattern =
            format.replace("Gy", "'" + era + year + "'").replace("R", "'R%d'".formatted(year));
        yield DateTimeFormatter.ofPattern(
                pattern,
                pattern.contains("a") || pattern.contains("E") ? Locale.JAPAN : Locale.ROOT)
            .format(at);
      }
    };
  }

  /** The bytes of the log. The same on every machine. */
  byte[] log() {
    StringBuilder out = new StringBuilder();
    before.forEach(line -> out.append(line).append(end));
    if (heading) {
      out.append(
              fields.stream()
                  .filter(f -> !f.name.isEmpty())
                  .map(f -> cell(f.name))
                  .collect(Collectors.joining(delimiter)))
          .append(end);
    }
    Random random = new Random(name.hashCode());
    LocalDateTime at = Access.start();
    for (int line = 1; line <= lines; line++) {
      at = at.plusSeconds(3 + random.nextInt(2_400)).plusNanos(1_000_000L * random.nextInt(1_000));
      out.append(line(Access.random(line, at, random))).append(end);
    }
    after.forEach(line -> out.append(line).append(end));
    return encoded(out.toString());
  }

  private String line(Access access) {
    return switch (shape) {
      case "pairs" ->
          fields.stream()
              .filter(f -> !f.of.apply(access).isEmpty())
              .map(f -> f.name + "=" + pairValue(f.of.apply(access)))
              .collect(Collectors.joining(delimiter));
      case "json" ->
          fields.stream()
              .filter(f -> !f.of.apply(access).isEmpty())
              .map(f -> "\"" + f.name + "\":\"" + f.of.apply(access).replace("\"", "\\\"") + "\"")
              .collect(Collectors.joining(",", "{", "}"));
      default ->
          fields.stream().map(f -> cell(f.of.apply(access))).collect(Collectors.joining(delimiter));
    };
  }

  private String pairValue(String value) {
    return quotes == Quotes.ALL || value.contains(" ") ? "\"" + value + "\"" : value;
  }

  private String cell(String value) {
    boolean needed = value.contains(delimiter) || value.contains("\n") || value.contains("\"");
    return quotes == Quotes.ALL || (quotes == Quotes.NEEDED && needed)
        ? "\"" + value.replace("\"", "\"\"") + "\""
        : value;
  }

  private byte[] encoded(String text) {
    Charset used = Charsets.of(charset);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((mark ? "\uFEFF" : "").getBytes(used));
    out.writeBytes(text.getBytes(used));
    return out.toByteArray();
  }

  /** What is true, as YAML. */
  String truth() {
    StringBuilder out = new StringBuilder();
    out.append("# Written by LayoutWriter: what is right for this log.\n");
    out.append("shape: ").append(shape).append('\n');
    out.append("delimiter: ").append(quoted(delimiter)).append('\n');
    out.append("charset: ").append(charset).append('\n');
    out.append("heading: ").append(heading ? before.size() + 1 : 0).append('\n');
    out.append("lines: ").append(lines).append('\n');
    out.append("times:\n").append(String.join("\n", times)).append("\ncolumns:\n");
    for (Field field : fields) {
      out.append("  - {name: ")
          .append(quoted(field.name))
          .append(", target: ")
          .append(field.target);
      if (!field.values.isEmpty()) {
        out.append(", values: {");
        out.append(
            field.values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(v -> quoted(v.getKey()) + ": " + v.getValue())
                .collect(Collectors.joining(", ")));
        out.append('}');
      }
      out.append("}\n");
    }
    return out.toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"";
  }
}
