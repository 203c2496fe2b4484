package io.akashi.event.lines;

import com.google.re2j.Pattern;
import io.akashi.event.internal.time.ZoneClock;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
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
  private final List<Slot> slots;
  private final List<Slot> byName;

  /**
   * What a mapping file says.
   *
   * @param book where such lines go when nobody says; null when the mapping does not say
   * @param charset null for {@code auto}
   * @param delimiter UTF-8 bytes; empty when {@code regex} is given
   * @param quote a byte, or -1 for none
   * @param zone null for the zone of the source
   * @param nil values that mean nothing
   * @param ignore lines that are no events
   */
  record Parts(
      String name,
      int version,
      @Nullable String book,
      @Nullable Charset charset,
      byte[] delimiter,
      int quote,
      @Nullable Pattern regex,
      List<TimeColumn> times,
      @Nullable ZoneClock zone,
      List<ValueTable.Assignment> constants,
      List<byte[]> nil,
      List<Pattern> ignore) {}

  Mapping(Parts parts, List<Slot> slots) {
    this(parts, slots, "");
  }

  private Mapping(Parts parts, List<Slot> slots, String digest) {
    this.parts = parts;
    this.digest = digest;
    this.slots = List.copyOf(slots);
    List<Slot> sorted = new ArrayList<>(slots);
    sorted.sort(Comparator.comparing(slot -> slot.name));
    this.byName = List.copyOf(sorted);
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
    return new Mapping(parts, slots, hex);
  }

  /** The book such lines belong to when nobody says otherwise; empty when the mapping is silent. */
  public Optional<String> book() {
    return Optional.ofNullable(parts.book());
  }

  /** The names of the cells in the order of a line: the header line of a file. */
  public List<String> columns() {
    return slots.stream().map(slot -> slot.name).toList();
  }

  /** Whether a cell may stand in quotes and then hold line ends: a record is not always a line. */
  public boolean hasQuotes() {
    return parts.regex() == null && parts.quote() >= 0;
  }

  Parts parts() {
    return parts;
  }

  List<Slot> slots() {
    return slots;
  }

  /** The slots by name, the order of {@code fields}. */
  List<Slot> slotsByName() {
    return byName;
  }

  RowReader rows(byte[] utf8, int from, int to) {
    Pattern regex = parts.regex();
    return regex == null
        ? new DelimitedRows(utf8, from, to, parts.delimiter(), parts.quote())
        : new RegexRows(utf8, from, to, regex);
  }
}
