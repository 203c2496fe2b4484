package io.akashi.tlog;

import java.io.IOException;

/**
 * Where tiles and entry bundles of one log are read from (C2SP tlog-tiles). Implementations say
 * whether they may be used by many threads; {@link FolderLog} and {@link HttpLog} may.
 *
 * <p>What comes back is not yet proved: the caller checks it against a checkpoint.
 */
public interface TileSource {
  /** Hashes in a full tile, entries in a full bundle. */
  int WIDTH = 256;

  /**
   * The first {@code width} hashes of a tile, one after the other.
   *
   * <p>A source that holds no partial tile of that width takes the full tile and cuts it, as
   * tlog-tiles allows the log to drop partial tiles.
   *
   * @param level 0 for leaf hashes; a hash of level {@code l} is the root of {@code 256^l} leaves
   * @param index number of the tile in its level, from 0
   * @param width 1 to 256
   * @return exactly {@code 32 * width} bytes, the caller's to keep
   * @throws java.nio.file.NoSuchFileException if the source has no such tile
   * @throws MalformedException if what it has is not a tile of at least that width
   * @throws IOException if it cannot be read
   */
  byte[] tile(int level, long index, int width) throws IOException;

  /**
   * The first {@code width} entries of a bundle, in the encoding of {@link EntryBundle}; the same
   * fallback and errors as {@link #tile}.
   *
   * @param index number of the bundle: it begins with entry {@code 256 * index}
   * @param width 1 to 256
   */
  byte[] bundle(long index, int width) throws IOException;
}
