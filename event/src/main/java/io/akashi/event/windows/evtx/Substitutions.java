package io.akashi.event.windows.evtx;

import java.util.List;

/** The values that a record puts into the places of its template. Immutable. */
final class Substitutions {
  /** Outside a template there is nothing to put in. */
  static final Substitutions NONE = new Substitutions(new int[0], new int[0], new int[0]);

  private static final int DESCRIPTOR = 4;

  private final int[] types;
  private final int[] offsets;
  private final int[] sizes;

  private Substitutions(int[] types, int[] offsets, int[] sizes) {
    this.types = types;
    this.offsets = offsets;
    this.sizes = sizes;
  }

  /** Reads {@code count:u32 *(size:u16 type:u8 0:u8) *value} at {@code at}, before {@code end}. */
  static Substitutions read(Chunk chunk, int at, int end, Budget budget) throws DamageException {
    long count = at + 4 <= end ? chunk.u32(at) : Long.MAX_VALUE;
    if (count > (end - at - 4) / DESCRIPTOR) {
      throw new DamageException("置換値の数が不正です / more substitution values than the record holds", at);
    }
    int length = (int) count;
    budget.spend(length + 1, at);
    int[] types = new int[length];
    int[] offsets = new int[length];
    int[] sizes = new int[length];
    int value = at + 4 + DESCRIPTOR * length;
    for (int i = 0; i < length; i++) {
      int descriptor = at + 4 + DESCRIPTOR * i;
      sizes[i] = chunk.u16(descriptor);
      types[i] = chunk.u8(descriptor + 2);
      offsets[i] = value;
      value += sizes[i];
    }
    return new Substitutions(types, offsets, sizes);
  }

  int count() {
    return types.length;
  }

  int type(int id) {
    return types[id];
  }

  int offset(int id) {
    return offsets[id];
  }

  int size(int id) {
    return sizes[id];
  }

  /** Where the last value ends; may lie beyond the record when it was cut. */
  int end(int start) {
    int last = types.length - 1;
    return last < 0 ? start + 4 : offsets[last] + sizes[last];
  }

  /** The text of a value; it must lie before {@code end}. */
  ValueText text(Chunk chunk, int id, int end, Budget budget) throws DamageException {
    if (offsets[id] + sizes[id] > end) {
      throw new DamageException("置換値が途中で切れています / a substitution value is cut off", offsets[id]);
    }
    budget.spend(sizes[id] + 1, offsets[id]);
    return types[id] == 0
        ? new ValueText(List.of(), false, null)
        : chunk.value(types[id], offsets[id], sizes[id]);
  }
}
