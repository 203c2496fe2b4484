package io.akashi.tlog.internal;

import io.akashi.tlog.EntryBundle;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.TilePath;
import io.akashi.tlog.TileSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

/** Tiles of a log that keeps each as a file of its own, on a disk or a web server. */
public final class TileFiles implements TileSource {
  private final Reader reader;

  public TileFiles(Reader reader) {
    this.reader = reader;
  }

  /** Reads a whole file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * The bytes at that path below the prefix of the log.
     *
     * @throws NoSuchFileException if there is no such file
     * @throws MalformedException if it is longer than {@code maxBytes}
     */
    byte[] read(String path, int maxBytes) throws IOException;
  }

  @Override
  public byte[] tile(int level, long index, int width) throws IOException {
    TilePath path = new TilePath(level, index, width);
    byte[] tile = readOrFull(path, WIDTH * Sha256.BYTES);
    boolean whole = tile.length == width * Sha256.BYTES || tile.length == WIDTH * Sha256.BYTES;
    if (!whole) {
      throw new MalformedException("%s has %d bytes".formatted(path, tile.length));
    }
    return Arrays.copyOf(tile, width * Sha256.BYTES);
  }

  @Override
  public byte[] bundle(long index, int width) throws IOException {
    return readOrFull(new TilePath(TilePath.ENTRIES, index, width), EntryBundle.MAX_BYTES);
  }

  // A log may drop a partial tile once the full one exists.
  private byte[] readOrFull(TilePath path, int maxBytes) throws IOException {
    try {
      return reader.read(path.format(), maxBytes);
    } catch (NoSuchFileException partial) {
      if (!path.isPartial()) {
        throw partial;
      }
      try {
        return cut(reader.read(path.full().format(), maxBytes), path);
      } catch (NoSuchFileException full) {
        // The partial one is what was asked for, so it is the one that is missing.
        partial.addSuppressed(full);
        throw partial;
      }
    }
  }

  private static byte[] cut(byte[] full, TilePath path) throws MalformedException {
    return path.isEntries() ? EntryBundle.first(full, path.width()) : full;
  }
}
