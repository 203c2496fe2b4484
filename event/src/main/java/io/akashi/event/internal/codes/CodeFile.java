package io.akashi.event.internal.codes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A table in a resource: a row a line, cells apart by tabs, {@code #} begins a comment line. */
final class CodeFile {
  private CodeFile() {}

  /**
   * The rows of the resource of that name in the package of a class.
   *
   * @throws IllegalStateException when there is none, or a row has another number of cells
   */
  static List<String[]> rows(Class<?> beside, String name, int cells) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource %s of %s is missing".formatted(name, beside));
      }
      List<String[]> rows =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\t+"))
              .toList();
      for (String[] row : rows) {
        if (row.length != cells) {
          throw new IllegalStateException("%s: not %d cells: %s".formatted(name, cells, row[0]));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
