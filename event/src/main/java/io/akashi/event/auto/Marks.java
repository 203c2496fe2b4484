package io.akashi.event.auto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The marks of all formats: {@code marks.tsv}. Its lines are {@code shape, texts, format, mapping},
 * or {@code program, name, format, mapping} for the program of a syslog header; the first mark that
 * a message bears decides. Immutable.
 */
final class Marks {
  private static final String RESOURCE = "marks.tsv";
  private static final String PROGRAM = "program";

  /** The decoder of a message, and its mapping where the format needs one. */
  record Reading(String format, @Nullable String mapping) {}

  private final Map<String, Reading> programs = new HashMap<>();
  private final Map<Shape, ShapeMarks> byShape = new EnumMap<>(Shape.class);

  private Marks(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        add(line.split("\t", -1));
      }
    }
  }

  private void add(String[] cells) {
    String mapping = cells.length > 3 ? cells[3] : null;
    if (cells[0].equals(PROGRAM)) {
      programs.put(cells[1], new Reading(cells[2], mapping));
      return;
    }
    Shape shape = Shape.valueOf(cells[0].toUpperCase(Locale.ROOT));
    byShape
        .computeIfAbsent(shape, _ -> new ShapeMarks())
        .add(cells[1], new Reading(cells[2], mapping));
  }

  /** The marks of this release. */
  static Marks builtIn() {
    try (InputStream in = Marks.class.getResourceAsStream(RESOURCE);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return new Marks(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What reads a message {@code bytes[from, to)}, or null when it bears no mark. */
  @Nullable Reading find(byte[] bytes, int from, int to, @Nullable String program) {
    Reading known = program == null ? null : programs.get(program);
    if (known != null) {
      return known;
    }
    ShapeMarks marks = byShape.get(Shape.of(bytes, from, to));
    return marks == null ? null : marks.find(bytes, from, to);
  }

  /** Everything a mark may lead to. */
  List<Reading> readings() {
    List<Reading> all = new ArrayList<>(programs.values());
    byShape.values().forEach(marks -> all.addAll(marks.readings()));
    return all;
  }
}
