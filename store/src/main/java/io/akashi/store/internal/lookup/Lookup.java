package io.akashi.store.internal.lookup;

import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of a segment hold a value and where, exactly, for every column that can be asked
 * for a value: the directory of a lookup file ({@code docs/formats/segment.md}). One answer reads
 * one block of the file. Immutable.
 */
public final class Lookup {
  /** The columns it knows, in the order of the file. */
  public static final List<Column> COLUMNS =
      List.of(
          Column.PATIENT_ID,
          Column.USER_ID,
          Column.TERMINAL,
          Column.ADDRESS,
          Column.SOURCE,
          Column.SYSTEM,
          Column.ASSET,
          Column.KIND,
          Column.CATEGORY,
          Column.OUTCOME);

  static final byte[] MAGIC = "AKASHIL3".getBytes(StandardCharsets.US_ASCII);

  /** Entries whose times are kept together: a row group. */
  public static final int STRETCH = 65_536;

  private final Path path;
  private final long untimed;
  private final NavigableMap<Long, Times> stretches;
  private final Map<Column, List<Block>> blocks;

  /** First and last {@code occurred_at} of some rows, microseconds. */
  public record Times(long first, long last) {}

  /** A block: values from {@code first} on, below the first of the next. */
  record Block(byte[] first, long position, int bytes, int unpacked) {}

  private Lookup(
      Path path,
      long untimed,
      NavigableMap<Long, Times> stretches,
      Map<Column, List<Block>> blocks) {
    this.path = path;
    this.untimed = untimed;
    this.stretches = stretches;
    this.blocks = blocks;
  }

  /**
   * Reads the directory of a lookup file.
   *
   * @throws IOException when it cannot be read or is not as it was written
   */
  public static Lookup open(Disk disk, Path path) throws IOException {
    try (BlockFile file = BlockFile.open(disk, path)) {
      ByteBuffer directory = file.directory(MAGIC);
      return parse(path, directory, BlockFile.firstBlock(directory));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw BlockFile.damaged(path, e);
    }
  }

  private static Lookup parse(Path path, ByteBuffer directory, long firstBlock) {
    long untimed = Base128.read(directory);
    NavigableMap<Long, Times> stretches = new TreeMap<>();
    for (long left = Base128.read(directory); left > 0; left--) {
      stretches.put(
          Base128.readSigned(directory),
          new Times(Base128.readSigned(directory), Base128.readSigned(directory)));
    }
    Map<Column, List<Block>> blocks = new EnumMap<>(Column.class);
    long position = firstBlock;
    for (Column column : COLUMNS) {
      List<Block> some = new ArrayList<>();
      for (long left = Base128.read(directory); left > 0; left--) {
        byte[] first = Base128.readOctets(directory);
        int bytes = Math.toIntExact(Base128.read(directory));
        some.add(new Block(first, position, bytes, Math.toIntExact(Base128.read(directory))));
        position += bytes;
      }
      blocks.put(column, some);
    }
    return new Lookup(path, untimed, stretches, blocks);
  }

  /** Rows without {@code occurred_at}. */
  public long untimed() {
    return untimed;
  }

  /** First and last {@code occurred_at} of the rows of a range of entries; empty without any. */
  public Optional<Times> times(IndexRange range) {
    return stretches
        .subMap(range.first() / STRETCH, true, (range.end() - 1) / STRETCH, true)
        .values()
        .stream()
        .reduce((a, b) -> new Times(Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
  }

  /**
   * Where rows are that hold all of some values: for each stretch that has some how many of it hold
   * the rarest of them. Empty when no value is asked for.
   *
   * @throws IOException as {@link #rows}
   */
  public Optional<NavigableMap<Long, Long>> stretches(Disk disk, Map<Column, String> equal)
      throws IOException {
    Optional<NavigableMap<Long, Long>> common = Optional.empty();
    for (Map.Entry<Column, String> wanted : equal.entrySet()) {
      NavigableMap<Long, Long> some = rows(disk, wanted.getKey(), wanted.getValue());
      if (common.isPresent()) {
        NavigableMap<Long, Long> before = common.get();
        some.keySet().retainAll(before.keySet());
        some.replaceAll((stretch, rows) -> Math.min(rows, before.getOrDefault(stretch, rows)));
      }
      common = Optional.of(some);
    }
    return common;
  }

  /**
   * Where the rows are whose column, one of {@link #COLUMNS}, holds a value.
   *
   * @return for each stretch that has some, in order, its number and how many; empty without any
   * @throws IOException when the block cannot be read or is damaged
   */
  private NavigableMap<Long, Long> rows(Disk disk, Column column, String value) throws IOException {
    byte[] wanted = value.getBytes(StandardCharsets.UTF_8);
    Block block = blockOf(blocks.getOrDefault(column, List.of()), wanted);
    if (block == null) {
      return new TreeMap<>();
    }
    ByteBuffer values;
    try (BlockFile file = BlockFile.open(disk, path)) {
      values = file.block(block.position(), block.bytes(), block.unpacked());
    }
    byte[] at = {};
    while (values.hasRemaining()) {
      at = value(at, values);
      NavigableMap<Long, Long> rows = stretches(values);
      int order = Arrays.compareUnsigned(at, wanted);
      if (order >= 0) {
        return order == 0 ? rows : new TreeMap<>();
      }
    }
    return new TreeMap<>();
  }

  /** The value behind {@code before} in a block: how many octets they share, and the others. */
  static byte[] value(byte[] before, ByteBuffer values) {
    int shared = (int) Base128.read(values);
    byte[] rest = Base128.readOctets(values);
    if (shared < 0 || shared > before.length) {
      throw new IllegalArgumentException("more octets shared than there are");
    }
    byte[] value = Arrays.copyOf(before, shared + rest.length);
    System.arraycopy(rest, 0, value, shared, rest.length);
    return value;
  }

  /**
   * All values of a column, one of {@link #COLUMNS}, with their rows.
   *
   * @param wanted the stretches whose rows count, by number
   * @throws IOException when the file cannot be opened
   */
  public LookupValues values(Disk disk, Column column, LongPredicate wanted) throws IOException {
    return new LookupValues(disk, path, blocks.getOrDefault(column, List.of()), wanted);
  }

  private static NavigableMap<Long, Long> stretches(ByteBuffer values) {
    NavigableMap<Long, Long> stretches = new TreeMap<>();
    long left = Base128.read(values);
    for (long stretch = 0; left > 0; ) {
      stretch += Base128.read(values);
      long rows = Base128.read(values);
      stretches.put(stretch, rows);
      left -= rows;
    }
    if (left < 0) {
      throw new IllegalArgumentException("the rows of a value do not add up");
    }
    return stretches;
  }

  private static @Nullable Block blockOf(List<Block> blocks, byte[] wanted) {
    int low = 0;
    int high = blocks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(blocks.get(middle).first(), wanted) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : blocks.get(low - 1);
  }
}
