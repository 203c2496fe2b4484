package io.akashi.event.windows.evtx;

import java.util.HashMap;
import java.util.Map;

/**
 * Names and fixed texts of the templates of one chunk, each made once. A name carries its own hash
 * in the file, which is checked: a name that was damaged is never given.
 */
final class Texts {
  private static final int NAME_HEADER = 8;
  private static final int HASH_FACTOR = 65_599;

  private final Chunk chunk;
  private final Budget budget;
  private final Map<Integer, String> names = new HashMap<>(64);
  private final Map<Integer, String> fixed = new HashMap<>(64);

  Texts(Chunk chunk, Budget budget) {
    this.chunk = chunk;
    this.budget = budget;
  }

  /** The name that lies there. */
  String name(int at) throws DamageException {
    String known = names.get(at);
    if (known != null) {
      budget.spend(known.length() + 1, at);
      return known;
    }
    if (!isNameAt(at)) {
      throw new DamageException("名前が読めません / no name is there", at);
    }
    String name = chunk.utf16(at + NAME_HEADER, chunk.u16(at + 6));
    budget.spend(name.length() + 1, at);
    if (hash(name) != chunk.u16(at + 4)) {
      throw new DamageException("名前が壊れています / a name does not match its hash", at);
    }
    names.put(at, name);
    return name;
  }

  /** Whether a name may lie there. */
  boolean isNameAt(long at) {
    return at >= Chunk.TABLES_END
        && at + NAME_HEADER <= chunk.end
        && at + NAME_HEADER + 2L * chunk.u16((int) at + 6) <= chunk.end;
  }

  /** Length of the name that lies there, with its closing NUL. */
  int nameLength(int at) {
    return NAME_HEADER + 2 * chunk.u16(at + 6) + 2;
  }

  private static int hash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = hash * HASH_FACTOR + name.charAt(i);
    }
    return hash & 0xffff;
  }

  /** A text that belongs to a template: the same for each record that uses it. */
  String fixed(int at, int units) throws DamageException {
    budget.spend(units + 1, at);
    String known = fixed.get(at);
    if (known == null) {
      known = chunk.utf16(at, units);
      fixed.put(at, known);
    }
    return known;
  }
}
