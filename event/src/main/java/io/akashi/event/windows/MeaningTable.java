package io.akashi.event.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Action;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.windows.Meaning.Filling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What event ids mean, read from the resource {@code meanings.txt}, which describes its own form.
 * Immutable, safe for use by many threads.
 */
final class MeaningTable {
  private static final String RESOURCE = "meanings.txt";
  private static final String ANY = "*";
  private static final int CELLS = 6;

  /** The rows of one provider. */
  private static final class Section {
    final Map<Integer, List<Meaning>> rows = new HashMap<>();
    Meaning otherwise = SILENT;
  }

  private static final Meaning SILENT =
      new Meaning(
          List.of(),
          Kind.UNCLASSIFIED,
          Kind.UNCLASSIFIED,
          null,
          new OutcomeRule.Fixed(null),
          Map.of());

  /** The table of this release. */
  static final MeaningTable BUILT_IN = load();

  private final Map<String, Section> sections = new HashMap<>();

  private MeaningTable() {}

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when a line is wrong; the message says which
   */
  static MeaningTable parse(Iterable<String> lines) {
    MeaningTable table = new MeaningTable();
    Section section = new Section();
    int number = 0;
    for (String line : lines) {
      number++;
      try {
        if (line.startsWith("[") && line.endsWith("]")) {
          section = table.section(line.substring(1, line.length() - 1));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          addRow(section, line.strip().split("\\s{2,}", -1));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return table;
  }

  private static MeaningTable load() {
    try (InputStream in = MeaningTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing");
      }
      return parse(new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Section section(String providers) {
    Section section = new Section();
    for (String provider : providers.split("\\|")) {
      if (sections.put(provider.strip().toLowerCase(Locale.ROOT), section) != null) {
        throw new IllegalArgumentException("provider '" + provider + "' comes twice");
      }
    }
    return section;
  }

  private static void addRow(Section section, String[] cells) {
    if (cells.length != CELLS) {
      throw new IllegalArgumentException(cells.length + " cells, expected " + CELLS);
    }
    Meaning row = row(cells, section.otherwise.columns());
    if (cells[0].equals(ANY)) {
      section.otherwise = row;
      return;
    }
    for (String id : cells[0].split(",")) {
      section.rows.computeIfAbsent(Integer.valueOf(id), key -> new ArrayList<>()).add(row);
    }
  }

  private static Meaning row(String[] cells, Map<Column, Filling> inherited) {
    List<Condition> when =
        cells[1].equals("-")
            ? List.of()
            : Arrays.stream(cells[1].split(";")).map(Condition::parse).toList();
    String[] kinds = cells[2].split("\\|");
    if (!cells[3].equals("-") && Action.of(cells[3]).isEmpty()) {
      throw new IllegalArgumentException("'" + cells[3] + "' is no action");
    }
    Map<Column, Filling> columns = new EnumMap<>(Column.class);
    columns.putAll(inherited);
    if (!cells[5].equals("-")) {
      for (String one : cells[5].split(";")) {
        fill(columns, one.strip());
      }
    }
    return new Meaning(
        when,
        kind(kinds[0]),
        kind(kinds[kinds.length - 1]),
        cells[3].equals("-") ? null : cells[3],
        OutcomeRule.parse(cells[4]),
        columns);
  }

  private static Kind kind(String id) {
    return Kind.of(id).orElseThrow(() -> new IllegalArgumentException("no kind '" + id + "'"));
  }

  /** {@code column=Name|Other name}, {@code column='text'}, or {@code column=} for nothing. */
  private static void fill(Map<Column, Filling> columns, String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Column column =
        Column.of(name).orElseThrow(() -> new IllegalArgumentException("no column '" + name + "'"));
    String from = text.substring(equals + 1);
    if (from.isEmpty()) {
      columns.remove(column);
    } else if (from.startsWith("'") && from.endsWith("'")) {
      columns.put(column, new Filling(List.of(), from.substring(1, from.length() - 1)));
    } else {
      columns.put(column, new Filling(List.of(from.split("\\|")), null));
    }
  }

  /** What the event means. Providers that no section names mean nothing yet. */
  Meaning of(WindowsEvent event) {
    Section section = sectionOf(event);
    if (section == null) {
      return SILENT;
    }
    // Old carriers write the qualifiers into the upper half of the id.
    Long id = Condition.Numbers.parse(event.system(WindowsEvent.EVENT_ID));
    List<Meaning> rows = id == null ? null : section.rows.get((int) (id & 0xffff));
    if (rows != null) {
      for (Meaning row : rows) {
        if (row.holds(event)) {
          return row;
        }
      }
    }
    return section.otherwise;
  }

  private @Nullable Section sectionOf(WindowsEvent event) {
    String provider = event.system(WindowsEvent.PROVIDER);
    if (provider == null) {
      // A carrier that leaves the provider out still names the log.
      provider = event.system(WindowsEvent.CHANNEL);
    }
    Section section = provider == null ? null : sections.get(provider.toLowerCase(Locale.ROOT));
    return section == null ? sections.get(ANY) : section;
  }
}
