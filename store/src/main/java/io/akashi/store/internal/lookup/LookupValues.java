package io.akashi.store.internal.lookup;

import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The values of one column of a lookup file in the order of their octets, each with its rows; one
 * block is in memory at a time. For one thread.
 */
public final class LookupValues implements AutoCloseable {
  /** Whose value comes first. */
  public static final Comparator<LookupValues> BY_VALUE =
      (one, other) -> Arrays.compareUnsigned(one.value, other.value);

  private final BlockFile file;
  private final Path path;
  private final Iterator<Lookup.Block> blocks;
  private final LongPredicate stretches;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private byte[] value = {};
  private long rows;

  LookupValues(Disk disk, Path path, List<Lookup.Block> blocks, LongPredicate stretches)
      throws IOException {
    this.file = BlockFile.open(disk, path);
    this.path = path;
    this.blocks = blocks.iterator();
    this.stretches = stretches;
  }

  /**
   * Goes to the next value that has rows in the stretches wanted; false behind the last.
   *
   * @throws IOException when the file cannot be read or is damaged
   */
  public boolean next() throws IOException {
    try {
      do {
        while (!block.hasRemaining()) {
          if (!blocks.hasNext()) {
            return false;
          }
          Lookup.Block next = blocks.next();
          block = file.block(next.position(), next.bytes(), next.unpacked());
          value = new byte[0];
        }
        read();
      } while (rows == 0);
      return true;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw BlockFile.damaged(path, e);
    }
  }

  private void read() {
    value = Lookup.value(value, block);
    rows = 0;
    long left = Base128.read(block);
    for (long stretch = 0; left > 0; ) {
      stretch += Base128.read(block);
      long some = Base128.read(block);
      rows += stretches.test(stretch) ? some : 0;
      left -= some;
    }
    if (left < 0) {
      throw new IllegalArgumentException("the rows of a value do not add up");
    }
  }

  /** The value as UTF-8; not to be changed. */
  public byte[] value() {
    return value;
  }

  /** How many rows of the stretches wanted hold it, above 0. */
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
