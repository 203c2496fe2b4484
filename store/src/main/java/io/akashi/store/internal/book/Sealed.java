package io.akashi.store.internal.book;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.tree.BlockFrontier;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The sealed part of a book: entries and kept hashes by index. Safe for use by many threads. */
public final class Sealed {
  private final Catalogue catalogue;

  public Sealed(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** Index behind the last sealed entry, a multiple of 256. */
  public long end() {
    return catalogue.end();
  }

  /** The tree's right edge at {@link #end}, as the last manifest says. */
  public Frontier edge() {
    return edgeBefore(Long.MAX_VALUE);
  }

  /** The tree's right edge where the segment that holds {@code index} begins. */
  public Frontier edgeBefore(long index) {
    Frontier edge = new Frontier();
    for (Segment segment : catalogue.segments()) {
      if (segment.range().end() > index) {
        break;
      }
      edge = segment.manifest().edge();
    }
    return edge;
  }

  /** Writes the kept root of a block. */
  void level1(long block, byte[] out, int offset) throws IOException {
    long index = block * BlockFrontier.BLOCK;
    try (Catalogue.Held held = catalogue.hold(index)) {
      Segment segment = only(held, index);
      int at = Math.toIntExact((index - segment.range().first()) / BlockFrontier.BLOCK);
      System.arraycopy(segment.blockRoots(), at * Hash.BYTES, out, offset, Hash.BYTES);
    }
  }

  /**
   * The whole octets of entries.
   *
   * @throws IOException when one of them cannot be read
   */
  List<byte[]> read(long from, int count) throws IOException {
    List<byte[]> entries = new ArrayList<>(count);
    while (entries.size() < count) {
      long next = from + entries.size();
      try (Catalogue.Held held = catalogue.hold(next)) {
        read(only(held, next), next, from + count, entries);
      }
    }
    return entries;
  }

  private static void read(Segment segment, long from, long to, List<byte[]> into)
      throws IOException {
    long end = Math.min(segment.range().end(), to);
    int before = into.size();
    List<String> unreadable = new ArrayList<>();
    try (EntryCursor cursor =
        segment.read(IndexRange.between(from, end), (range, why) -> unreadable.add(why))) {
      while (cursor.next()) {
        into.add(join(cursor.header(), cursor.payload()));
      }
    }
    if (!unreadable.isEmpty() || into.size() - before != end - from) {
      throw new IOException(
          "entries %d to %d of %s: %s".formatted(from, end - 1, segment.folder(), unreadable));
    }
  }

  private static Segment only(Catalogue.Held held, long index) throws IOException {
    if (held.segments().isEmpty()) {
      throw new IOException("no segment holds entry %d".formatted(index));
    }
    return held.segments().getFirst();
  }

  /** The whole octets of an entry from its two parts. */
  static byte[] join(byte[] header, byte[] payload) {
    byte[] entry = new byte[header.length + 1 + payload.length];
    System.arraycopy(header, 0, entry, 0, header.length);
    entry[header.length] = '\n';
    System.arraycopy(payload, 0, entry, header.length + 1, payload.length);
    return entry;
  }
}
