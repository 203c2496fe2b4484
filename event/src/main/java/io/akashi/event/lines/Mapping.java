package io.akashi.event.lines;

import com.google.re2j.Pattern;
import io.akashi.event.internal.time.ZoneClock;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of one product are read: a YAML file of docs/formats/mapping.md, checked and made
 * ready. Immutable but for its caches; safe for use by many threads.
 */
public final class Mapping {
  private final Parts parts;
  private final List<Slot> slots;
  private final List<Slot> byName;

  /**
   * What a mapping file says.
   *
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
    this.parts = parts;
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
