package io.akashi.store.internal.words;

import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.lookup.Base128;
import io.akashi.store.internal.lookup.BlockFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which stretches of a segment may hold a text: the directory of a words file ({@code
 * docs/formats/segment.md}). One question reads a few blocks of the file. Stretches are numbered
 * from the segment's first entry. Immutable.
 */
public final class Words {
  /** Entries of a stretch; mostly a page of the entries file. */
  public static final int STRETCH = 4_096;

  static final byte[] MAGIC = "AKASHIW1".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final int stretches;
  private final BitSet other;
  private final BitSet mixed;
  private final BitSet beside;
  private final Map<String, Seen> sources;
  private final List<Block> blocks;

  /**
   * Where the entries of one source are.
   *
   * @param all stretches with any
   * @param wide stretches with some that are valid UTF-8 and not ASCII
   */
  public record Seen(BitSet all, BitSet wide) {}

  /** Buckets from the one behind the block before up to, not including, {@code to}. */
  private record Block(int from, int to, long position, int bytes, int unpacked) {}

  private Words(
      Path path, int stretches, List<BitSet> kinds, Map<String, Seen> sources, List<Block> blocks) {
    this.path = path;
    this.stretches = stretches;
    this.other = kinds.get(0);
    this.mixed = kinds.get(1);
    this.beside = kinds.get(2);
    this.sources = Map.copyOf(sources);
    this.blocks = blocks;
  }

  /**
   * Reads the directory of a words file.
   *
   * @param first index of the segment's first entry
   * @param entries how many it has
   * @throws IOException when it cannot be read or is not what was written for that segment
   */
  public static Words open(Disk disk, Path path, long first, long entries) throws IOException {
    try (BlockFile file = BlockFile.open(disk, path)) {
      ByteBuffer in = file.directory(MAGIC);
      int stretches = Math.toIntExact(Math.ceilDiv(entries, STRETCH));
      if (Base128.read(in) != first || Base128.read(in) != stretches) {
        throw new IOException(path + " is of another segment");
      }
      return parse(path, stretches, in, BlockFile.firstBlock(in));
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      throw BlockFile.damaged(path, e);
    }
  }

  private static Words parse(Path path, int stretches, ByteBuffer in, long firstBlock) {
    List<BitSet> kinds = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      kinds.add(Postings.read(in, stretches));
    }
    Map<String, Seen> sources = new HashMap<>();
    for (long left = Base128.read(in); left > 0; left--) {
      String name = new String(Base128.readOctets(in), StandardCharsets.US_ASCII);
      sources.put(name, new Seen(Postings.read(in, stretches), Postings.read(in, stretches)));
    }
    List<Block> blocks = new ArrayList<>();
    long position = firstBlock;
    int from = 0;
    for (long left = Base128.read(in); left > 0; left--) {
      int to = Math.toIntExact(from + Base128.read(in));
      int bytes = Math.toIntExact(Base128.read(in));
      int unpacked = Math.toIntExact(Base128.read(in));
      if (to < from || bytes < 0 || unpacked < 0) {
        throw new IllegalArgumentException("a block of %d bytes".formatted(bytes));
      }
      blocks.add(new Block(from, to, position, bytes, unpacked));
      from = to;
      position += bytes;
    }
    return new Words(path, stretches, kinds, sources, blocks);
  }

  /** How many stretches the segment has. */
  public int stretches() {
    return stretches;
  }

  /** Stretches with payloads that are neither UTF-8 nor hold NUL, but CP932 or EUC-JP. */
  public BitSet other() {
    return (BitSet) other.clone();
  }

  /** Stretches with payloads that may hold anything: binary, or of no charset. */
  public BitSet mixed() {
    return (BitSet) mixed.clone();
  }

  /** Stretches with payloads that lie beside, of which nothing is known. */
  public BitSet beside() {
    return (BitSet) beside.clone();
  }

  /** Where the entries of each source are, by its name, which is empty where headers name none. */
  public Map<String, Seen> sources() {
    return sources;
  }

  /**
   * Stretches in which a text may stand in a payload that is valid in UTF-8, CP932 or EUC-JP and is
   * read so; all of them for a text of fewer than two characters.
   *
   * @param skeleton {@link Folding#skeleton} of the text
   * @throws IOException when the file cannot be read or is damaged
   */
  public BitSet holding(Disk disk, int[] skeleton) throws IOException {
    NavigableSet<Integer> buckets = new TreeSet<>();
    for (int i = 1; i < skeleton.length; i++) {
      buckets.add(Bigrams.bucket(skeleton[i - 1], skeleton[i]));
    }
    BitSet holding = new BitSet(stretches);
    holding.set(0, stretches);
    if (buckets.isEmpty()) {
      return holding;
    }
    int known = blocks.isEmpty() ? 0 : blocks.getLast().to();
    if (buckets.last() >= known) {
      return new BitSet();
    }
    try (BlockFile file = BlockFile.open(disk, path)) {
      for (Block block : blocks) {
        NavigableSet<Integer> within = buckets.subSet(block.from(), true, block.to(), false);
        if (!within.isEmpty() && !holding.isEmpty()) {
          narrow(
              holding,
              within,
              block,
              file.block(block.position(), block.bytes(), block.unpacked()));
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw BlockFile.damaged(path, e);
    }
    return holding;
  }

  /** Keeps the stretches that have all those buckets. */
  private void narrow(BitSet holding, NavigableSet<Integer> wanted, Block block, ByteBuffer in) {
    int found = 0;
    long next = block.from();
    while (in.hasRemaining() && found < wanted.size()) {
      long bucket = next + Base128.read(in);
      BitSet set = Postings.read(in, stretches);
      if (wanted.contains(Math.toIntExact(bucket))) {
        holding.and(set);
        found++;
      }
      next = bucket + 1;
    }
    if (found < wanted.size()) {
      holding.clear();
    }
  }
}
