package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import io.akashi.event.Charsets;
import io.akashi.event.SourceId;
import io.akashi.event.internal.time.ZoneClock;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and checks one mapping file. */
final class MappingReader {
  private static final List<String> KEYS =
      Stream.of(
              List.of("name", "version", "title", "book", "charset", "header"),
              ShapeReader.KEYS,
              LayoutReader.KEYS,
              List.of("zone", "nil", "ignore", "forms"))
          .flatMap(List::stream)
          .toList();
  private static final List<String> BOOKS = List.of("clinical", "infrastructure");

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
    List<YamlPart> forms = forms();
    ShapeReader shape = new ShapeReader(root, entries);
    if (!shape.isGiven() && forms.isEmpty()) {
      throw shape.oneOf();
    }
    LayoutParts said = LayoutParts.of(entries);
    List<String> names = names(shape, said, forms);
    return new Mapping(
        new Mapping.Parts(
            name,
            version(),
            book(),
            charset(),
            header(),
            shape.shape(names),
            LayoutReader.read(base(said, names, forms), names, shape.isOpenEnded()),
            new FormsReader(names, said, shape).read(forms, entries.get("forms")),
            zone(),
            nil(),
            ignore()));
  }

  /** What is said of the cells as the mapping names them; forms may give them other names. */
  private static LayoutParts base(LayoutParts said, List<String> names, List<YamlPart> forms) {
    Set<String> all = new LinkedHashSet<>(names);
    FormsReader.rename(forms, all);
    return said.leaving(names, all);
  }

  private List<YamlPart> forms() {
    YamlPart part = entries.get("forms");
    return part == null ? List.of() : part.items();
  }

  /** The names of the cells of a line: those given, or those that the file speaks of. */
  private List<String> names(ShapeReader shape, LayoutParts said, List<YamlPart> forms) {
    List<String> given = shape.names();
    if (given != null) {
      if (given.isEmpty()) {
        throw root.error("列は1〜1000個です / must name 1 to 1000 columns");
      }
      return given;
    }
    if (!shape.isGiven()) {
      return List.of(ShapeReader.LINE);
    }
    if (shape.isPositional()) {
      throw root.error("columns がありません / columns is missing");
    }
    Set<String> mentioned = new LinkedHashSet<>();
    said.mention(mentioned);
    FormsReader.mention(forms, mentioned);
    return List.copyOf(mentioned);
  }

  private boolean header() {
    YamlPart part = entries.get("header");
    if (part != null && !part.text().equals("syslog")) {
      throw part.unknown("ヘッダー", "header", part.text(), List.of("syslog"));
    }
    return part != null;
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
    return part == null ? List.of() : part.items().stream().map(ShapeReader::pattern).toList();
  }
}
