package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.akashi.event.Charsets;
import io.akashi.event.SourceId;
import io.akashi.event.internal.time.ZoneClock;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and checks one mapping file. */
final class MappingReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "version",
          "title",
          "book",
          "charset",
          "delimiter",
          "quote",
          "regex",
          "columns",
          "map",
          "times",
          "zone",
          "values",
          "constants",
          "nil",
          "ignore");
  private static final List<String> BOOKS = List.of("clinical", "infrastructure");
  private static final int MOST_COLUMNS = 1_000;
  private static final int LONGEST_REGEX = 4_096;

  private final YamlPart root;
  private final Map<String, YamlPart> entries;

  MappingReader(String file, String yaml) {
    this.root = YamlPart.parse(file, yaml);
    this.entries = root.entries(KEYS);
  }

  Mapping read() {
    String name = required("name").text();
    if (!SourceId.isValid(name)) {
      throw required("name").error("a-z 0-9 . _ - の64文字までです / 1 to 64 of a-z 0-9 . _ -");
    }
    Pattern regex = regex();
    if ((regex == null) == (entries.get("delimiter") == null)) {
      throw root.error("delimiterとregexのどちらか一方が必要です / give either delimiter or regex");
    }
    List<String> names = columns(regex);
    MappingTargets targets = new MappingTargets(entries, names);
    Mapping.Parts parts =
        new Mapping.Parts(
            name,
            version(),
            book(),
            charset(),
            regex == null ? delimiter() : new byte[0],
            quote(),
            regex,
            targets.times(),
            zone(),
            targets.constants(),
            nil(),
            ignore());
    return new Mapping(parts, targets.slots());
  }

  private YamlPart required(String key) {
    YamlPart part = entries.get(key);
    if (part == null) {
      throw root.error(key + " がありません / " + key + " is missing");
    }
    return part;
  }

  private int version() {
    YamlPart part = required("version");
    try {
      int version = Integer.parseInt(part.text());
      if (version > 0) {
        return version;
      }
    } catch (NumberFormatException e) {
      throw part.error("1以上の整数が必要です / must be a whole number from 1, not " + part.text());
    }
    throw part.error("1以上の整数が必要です / must be a whole number from 1");
  }

  private @Nullable String book() {
    YamlPart part = entries.get("book");
    if (part != null && !BOOKS.contains(part.text())) {
      throw part.unknown("帳簿", "book", part.text(), BOOKS);
    }
    return part == null ? null : part.text();
  }

  private @Nullable Charset charset() {
    YamlPart part = entries.get("charset");
    if (part == null || part.text().equals("auto")) {
      return null;
    }
    try {
      return Charsets.of(part.text());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw part.unknown(
          "文字コード",
          "charset",
          part.text(),
          List.of("auto", "UTF-8", "CP932", "windows-31j", "EUC-JP", "UTF-16LE", "UTF-16BE"));
    }
  }

  private byte[] delimiter() {
    YamlPart part = required("delimiter");
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

  private @Nullable Pattern regex() {
    YamlPart part = entries.get("regex");
    return part == null ? null : pattern(part);
  }

  private static Pattern pattern(YamlPart part) {
    String text = part.text();
    if (text.length() > LONGEST_REGEX) {
      throw part.error("正規表現が長すぎます / longer than " + LONGEST_REGEX + " characters");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw part.error("正規表現の誤りです / not an RE2 expression: " + e.getMessage());
    }
  }

  private List<String> columns(@Nullable Pattern regex) {
    YamlPart part = entries.get("columns");
    List<String> names = new ArrayList<>();
    if (part != null) {
      part.items().forEach(item -> names.add(item.text()));
    } else if (regex != null) {
      names.addAll(groupNames(regex));
    } else {
      throw root.error("columns がありません / columns is missing");
    }
    YamlPart blamed = part == null ? required("regex") : part;
    if (regex != null && regex.groupCount() != names.size()) {
      throw blamed.error(
          "正規表現のグループは%d個、名前は%d個です / the expression has %d groups, columns names %d"
              .formatted(regex.groupCount(), names.size(), regex.groupCount(), names.size()));
    }
    if (names.isEmpty() || names.size() > MOST_COLUMNS) {
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

  private @Nullable ZoneClock zone() {
    YamlPart part = entries.get("zone");
    if (part == null) {
      return null;
    }
    try {
      return ZoneClock.of(ZoneId.of(part.text()));
    } catch (DateTimeException e) {
      throw part.unknown("タイムゾーン", "zone", part.text(), List.of("Asia/Tokyo", "UTC"));
    }
  }

  private List<byte[]> nil() {
    YamlPart part = entries.get("nil");
    return part == null
        ? List.of()
        : part.items().stream().map(item -> item.text().getBytes(UTF_8)).toList();
  }

  private List<Pattern> ignore() {
    YamlPart part = entries.get("ignore");
    return part == null ? List.of() : part.items().stream().map(MappingReader::pattern).toList();
  }
}
