package io.akashi.tlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log in memory, built the simple way; tiles can be replaced or removed to play damage. */
final class MemoryLog implements TileSource {
  final List<byte[]> entries = new ArrayList<>();
  final List<Hash> leaves = new ArrayList<>();
  final Map<TilePath, byte[]> files = new HashMap<>();

  /** A log of that many different entries, with the tiles and bundles of its size. */
  static MemoryLog of(int size) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
    }
    return of(entries);
  }

  /** A log of these entries, with the tiles and bundles of its size. */
  static MemoryLog of(List<byte[]> entries) {
    MemoryLog log = new MemoryLog();
    log.entries.addAll(entries);
    entries.forEach(entry -> log.leaves.add(Rfc6962.leaf(entry)));
    log.write();
    return log;
  }

  private void write() {
    for (int from = 0; from < entries.size(); from += WIDTH) {
      List<byte[]> bundle = entries.subList(from, Math.min(from + WIDTH, entries.size()));
      TilePath path = new TilePath(TilePath.ENTRIES, from / WIDTH, bundle.size());
      files.put(path, EntryBundle.encode(bundle));
    }
    List<Hash> row = leaves;
    for (int level = 0; !row.isEmpty(); level++) {
      List<Hash> above = new ArrayList<>();
      for (int from = 0; from < row.size(); from += WIDTH) {
        List<Hash> tile = row.subList(from, Math.min(from + WIDTH, row.size()));
        files.put(new TilePath(level, from / WIDTH, tile.size()), bytes(tile));
        if (tile.size() == WIDTH) {
          above.add(ReferenceTree.root(tile));
        }
      }
      row = above;
    }
  }

  private static byte[] bytes(List<Hash> hashes) {
    byte[] all = new byte[hashes.size() * Hash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      hashes.get(i).copyTo(all, i * Hash.BYTES);
    }
    return all;
  }

  Hash root() {
    return ReferenceTree.root(leaves);
  }

  @Override
  public byte[] tile(int level, long index, int width) throws IOException {
    return read(new TilePath(level, index, width));
  }

  @Override
  public byte[] bundle(long index, int width) throws IOException {
    return read(new TilePath(TilePath.ENTRIES, index, width));
  }

  private byte[] read(TilePath path) throws IOException {
    byte[] file = files.get(path);
    if (file == null) {
      throw new NoSuchFileException(path.format());
    }
    return file.clone();
  }
}
