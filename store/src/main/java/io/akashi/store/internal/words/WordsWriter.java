package io.akashi.store.internal.words;

import com.github.luben.zstd.ZstdCompressCtx;
import io.akashi.store.internal.lookup.Base128;
import io.akashi.store.internal.lookup.BlockFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the content of a words file while the entries of a segment pass; the same entries give the
 * same bytes. It holds sixteen KiB for each stretch. For one thread.
 */
public final class WordsWriter {
  private static final int ZSTD_LEVEL = 6;
  private static final int BLOCK_BYTES = 16_384;

  private final long first;
  private final Bigrams bigrams = new Bigrams();
  private final Japanese japanese = new Japanese();
  private final HeaderWords headers = new HeaderWords();
  private final List<long[]> stretches = new ArrayList<>();
  private final BitSet other = new BitSet();
  private final BitSet mixed = new BitSet();
  private final BitSet beside = new BitSet();
  private final Map<String, Seen> sources = new TreeMap<>();
  private Seen source = new Seen();
  private String name = "";
  private int stretch;

  /** Where entries of one source are, and where some that are UTF-8 beyond ASCII. */
  private record Seen(BitSet all, BitSet wide) {
    private Seen() {
      this(new BitSet(), new BitSet());
    }
  }

  /**
   * @param first index of the first entry of the segment
   */
  public WordsWriter(long first) {
    this.first = first;
    sources.put(name, source);
  }

  /** Takes the next entry; indexes grow. */
  public void add(long index, byte[] header, byte[] payload) {
    int here = Math.toIntExact((index - first) / Words.STRETCH);
    while (stretch < here) {
      endStretch();
    }
    String from = headers.source(header);
    if (!from.equals(name)) {
      name = from;
      source = sources.computeIfAbsent(from, id -> new Seen());
    }
    source.all.set(stretch);
    if (payload.length == 0) {
      beside.set(stretch, beside.get(stretch) || HeaderWords.mayLieBeside(header));
      return;
    }
    switch (bigrams.addUtf8(payload)) {
      case ASCII -> {}
      case UTF_8 -> source.wide.set(stretch);
      case OTHER -> addOther(payload);
    }
  }

  private void addOther(byte[] payload) {
    List<CharSequence> readings = japanese.readings(payload);
    if (readings.isEmpty()) {
      mixed.set(stretch);
    } else {
      other.set(stretch);
      readings.forEach(bigrams::add);
    }
  }

  private void endStretch() {
    stretches.add(bigrams.take());
    stretch++;
  }

  /** The file's content; nothing is added afterwards. */
  public byte[] file() {
    endStretch();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    Base128.write(first, directory);
    Base128.write(stretch, directory);
    for (BitSet set : List.of(other, mixed, beside)) {
      Postings.write(set, stretch, directory);
    }
    sources.values().removeIf(seen -> seen.all.isEmpty());
    Base128.write(sources.size(), directory);
    sources.forEach((id, seen) -> {
      Base128.writeOctets(id.getBytes(StandardCharsets.US_ASCII), directory);
      Postings.write(seen.all, stretch, directory);
      Postings.write(seen.wide, stretch, directory);
    });
    byte[] blocks = new BlockWriter(directory).write();
    byte[] names = directory.toByteArray();
    return BlockFile.content(Words.MAGIC, names, blocks);
  }

  /** Turns the tables of the stretches into sets of stretches. */
  private final class BlockWriter {
    private final ByteArrayOutputStream directory;
    private final ByteArrayOutputStream places = new ByteArrayOutputStream();
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private long count;
    private int blockFrom;
    private int next;

    private BlockWriter(ByteArrayOutputStream directory) {
      this.directory = directory;
    }

    private byte[] write() {
      try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
        zstd.setLevel(ZSTD_LEVEL);
        zstd.setChecksum(true);
        for (int word = 0; word < Bigrams.BUCKETS / Long.SIZE; word++) {
          long any = 0;
          for (long[] bits : stretches) {
            any |= bits[word];
          }
          for (; any != 0; any &= any - 1) {
            add(word, Long.numberOfTrailingZeros(any), zstd);
          }
        }
        endBlock(zstd);
      }
      Base128.write(count, directory);
      directory.writeBytes(places.toByteArray());
      return packed.toByteArray();
    }

    private void add(int word, int bit, ZstdCompressCtx zstd) {
      BitSet set = new BitSet(stretches.size());
      for (int each = 0; each < stretches.size(); each++) {
        if ((stretches.get(each)[word] >>> bit & 1) != 0) {
          set.set(each);
        }
      }
      int bucket = word * Long.SIZE + bit;
      Base128.write(bucket - next, block);
      Postings.write(set, stretches.size(), block);
      next = bucket + 1;
      if (block.size() >= BLOCK_BYTES) {
        endBlock(zstd);
      }
    }

    private void endBlock(ZstdCompressCtx zstd) {
      if (block.size() == 0) {
        return;
      }
      byte[] bytes = zstd.compress(block.toByteArray());
      Base128.write(next - blockFrom, places);
      Base128.write(bytes.length, places);
      Base128.write(block.size(), places);
      packed.writeBytes(bytes);
      count++;
      blockFrom = next;
      block.reset();
    }
  }
}
