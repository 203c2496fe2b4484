package io.akashi.register;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table that somebody wants to import: CSV or xlsx, told apart by its content.
 *
 * @param name of the file, without folders; for the record
 * @param content its bytes, at most {@link #MAX_BYTES}; not to be changed
 * @param system which system it lists, where the register has such a column and the file has not
 * @param sheet which sheet of a workbook, from 1; empty for the first with a line of headings
 * @param whole whether it is the whole list: rows of the same system that it does not name are
 *     closed
 */
public record ImportFile(
    String name, byte[] content, Optional<String> system, OptionalInt sheet, boolean whole) {
  /** Longest file. */
  public static final int MAX_BYTES = 64 << 20;

  /** A file with nothing said beside it. */
  public static ImportFile of(String name, byte[] content) {
    return new ImportFile(name, content, Optional.empty(), OptionalInt.empty(), false);
  }

  /** The same, of that system. */
  public ImportFile withSystem(String value) {
    return new ImportFile(name, content, Optional.of(value), sheet, whole);
  }

  /** The same, as the whole list or not. */
  public ImportFile withWhole(boolean value) {
    return new ImportFile(name, content, system, sheet, value);
  }
}
