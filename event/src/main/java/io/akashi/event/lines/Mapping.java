package io.akashi.event.lines;

import com.google.re2j.Pattern;
import io.akashi.event.EntryUnit;
import io.akashi.event.internal.time.ZoneClock;
import io.akashi.event.lines.rows.Row;
import io.akashi.event.lines.rows.Shape;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of one product are read: a YAML file of docs/formats/mapping.md, checked and made
 * ready. Immutable but for its caches; safe for use by many threads.
 */
public final class Mapping {
  private final Parts parts;
  private final String digest;
  private final List<Layout> headed;
  private final int width;
  private final int innerWidth;

  /**
   * What a mapping file says.
   *
   * @param book where such lines go when nobody says; null when the mapping does not say
   * @param charset null for {@code auto}
   * @param header whether each line of a file begins with a syslog header
   * @param shape how a line falls into cells
   * @param layout what is done with the cells of a line that no form knows
   * @param zone null for the zone of the source
   * @param nil values that mean nothing
   * @param ignore lines that are no events
   */
  record Parts(
      String name,
      int version,
      @Nullable String book,
      @Nullable Charset charset,
      boolean header,
      Shape shape,
      Layout layout,
      Forms forms,
      @Nullable ZoneClock zone,
      List<byte[]> nil,
      List<Pattern> ignore) {}

  Mapping(Parts parts) {
    this(parts, "");
  }

  private Mapping(Parts parts, String digest) {
    this.parts = parts;
    this.digest = digest;
    List<Form> forms = parts.forms().all();
    this.headed = new ArrayList<>(List.of(parts.layout()));
    for (Form form : forms) {
      if (headed.stream().noneMatch(layout -> layout.names().equals(form.outer().names()))) {
        headed.add(form.outer());
      }
    }
    this.width =
        Math.max(
            parts.layout().width(),
            forms.stream().mapToInt(form -> form.outer().width()).max().orElse(0));
    this.innerWidth =
        forms.stream()
            .map(Form::inner)
            .mapToInt(layout -> layout == null ? -1 : layout.width())
            .max()
            .orElse(-1);
  }

  /**
   * Reads a mapping.
   *
   * @param file name for error messages
   * @param yaml the text of the file
   * @throws MappingException when it cannot be used
   */
  public static Mapping parse(String file, String yaml) {
    return new MappingReader(file, yaml).read();
  }

  /** Name of the mapping, e.g. {@code ehr-access}. */
  public String name() {
    return parts.name();
  }

  /** Grows whenever the same lines may give other columns. */
  public int version() {
    return parts.version();
  }

  /**
   * What the events say of the mapping that read them, e.g. {@code ehr-access@1}; of a file that
   * Akashi does not ship, with the beginning of the file's SHA-256 ({@code own@1~0a1b2c3d}), so
   * that an edit without a new version shows.
   */
  String label() {
    return digest.isEmpty() ? name() + "@" + version() : name() + "@" + version() + "~" + digest;
  }

  /** The same mapping, from a file with that digest. */
  Mapping withDigest(String hex) {
    return new Mapping(parts, hex);
  }

  /** The book such lines belong to when nobody says otherwise; empty when the mapping is silent. */
  public Optional<String> book() {
    return Optional.ofNullable(parts.book());
  }

  /** The names of the cells in the order of a line: the header line of a file. */
  public List<String> columns() {
    return parts.layout().names();
  }

  /** Whether a cell may stand in quotes and then hold line ends: a record is not always a line. */
  public boolean hasQuotes() {
    return parts.shape() instanceof Shape.Delimited shape && shape.quote() >= 0;
  }

  /** What one entry of a file of such lines is. */
  EntryUnit unit() {
    if (parts.shape() instanceof Shape.Json && !parts.header()) {
      return EntryUnit.JSON_VALUE;
    }
    if (parts.shape() instanceof Shape.Xml && !parts.header()) {
      return EntryUnit.XML_ELEMENT;
    }
    return hasQuotes() && !parts.header() ? EntryUnit.CSV_RECORD : EntryUnit.LINE;
  }

  Parts parts() {
    return parts;
  }

  /** Cells of the widest row. */
  int width() {
    return width;
  }

  /** Cells of the widest row that a form finds in a cell, or -1 when no form does. */
  int innerWidth() {
    return innerWidth;
  }

  boolean hasForms() {
    return !parts.forms().all().isEmpty();
  }

  /** Whether the row is a line of names. */
  boolean isHeading(Row row) {
    for (int i = 0; i < headed.size(); i++) {
      if (headed.get(i).isHeading(row)) {
        return true;
      }
    }
    return false;
  }
}
