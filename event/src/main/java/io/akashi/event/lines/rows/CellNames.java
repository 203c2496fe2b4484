package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the cell of a name that stands in a line, without making a string. Immutable. */
public final class CellNames {
  private static final int NONE = -1;

  private final byte[][] names;
  private final int[] table;
  private final Map<String, Integer> byText = new HashMap<>();

  public CellNames(List<String> names) {
    this.names = new byte[names.size()][];
    this.table = new int[Integer.highestOneBit(Math.max(names.size(), 1)) * 4];
    Arrays.fill(table, NONE);
    for (int i = 0; i < this.names.length; i++) {
      byte[] name = names.get(i).getBytes(UTF_8);
      this.names[i] = name;
      byText.put(names.get(i), i);
      int slot = hash(name, 0, name.length);
      while (table[slot] != NONE) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i;
    }
  }

  /** The cell of the name {@code bytes[from, to)}, or -1. */
  int find(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to);
    while (table[slot] != NONE) {
      byte[] name = names[table[slot]];
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return NONE;
  }

  /** The cell of a name, or -1. */
  int find(String name) {
    return byText.getOrDefault(name, NONE);
  }

  private int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ (hash >>> 12)) & (table.length - 1);
  }
}
