package io.akashi.event.internal.codes;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The standard names of codes, from a resource of two columns. Immutable. */
public final class NameTable {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();

  private NameTable() {}

  /**
   * Reads a resource in the package of a class.
   *
   * @throws IllegalStateException when it is missing or malformed
   */
  public static NameTable load(Class<?> beside, String resource) {
    NameTable table = new NameTable();
    for (String[] row : CodeFile.rows(beside, resource, 2)) {
      table.names.put(row[0], row[1]);
      table.codes.put(row[1], row[0]);
    }
    return table;
  }

  /** The name of a code, or null. */
  public @Nullable String name(@Nullable String code) {
    return code == null ? null : names.get(code);
  }

  /** The code of that name, or null. */
  public @Nullable String code(@Nullable String name) {
    return name == null ? null : codes.get(name);
  }
}
