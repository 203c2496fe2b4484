package io.akashi.tlog.internal;

import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.EntryBundle;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.LogVerifier.Finding;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.TilePath;
import io.akashi.tlog.TileSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a log, from the signed root down to the entries and back with their hashes. A tile
 * is <em>sound</em> when its hashes fold to what is signed above it; a sound tile says which of the
 * things below it is wrong. For one walk, by one thread.
 */
public final class TreeWalk {
  private static final int TILE_HEIGHT = 8;

  private final Sha256 sha256 = new Sha256();
  private final TileSource source;
  private final Checkpoint checkpoint;
  private final Consumer<Finding> findings;

  public TreeWalk(TileSource source, Checkpoint checkpoint, Consumer<Finding> findings) {
    this.source = source;
    this.checkpoint = checkpoint;
    this.findings = findings;
  }

  /**
   * Root of the entries, hashed again. Where a bundle cannot be read, no hash is made up: the root
   * then differs from the checkpoint.
   */
  public Hash root() throws IOException {
    List<TilePath> edge = edge();
    List<byte @Nullable []> tiles = new ArrayList<>();
    Frontier signed = new Frontier();
    for (TilePath path : edge) {
      byte[] tile = read(path);
      tiles.add(tile);
      if (tile != null && signed.size() == firstEntry(path, 0)) {
        append(signed, path, tile);
      }
    }
    boolean sound = signed.root().equals(checkpoint.root());
    Frontier found = new Frontier();
    for (int i = 0; i < edge.size(); i++) {
      byte[] tile = tiles.get(i);
      byte[] row = below(edge.get(i), sound ? tile : null, sound);
      if (tile != null && !sound) {
        reportDifferences(edge.get(i), tile, row, "hash differs from the entries below it");
      }
      append(found, edge.get(i), row);
    }
    return found.root();
  }

  // The partial tiles that the tree ends in, the highest (leftmost) first.
  private List<TilePath> edge() {
    List<TilePath> edge = new ArrayList<>();
    for (int level = 0; checkpoint.size() >>> (level * TILE_HEIGHT) != 0; level++) {
      long hashes = checkpoint.size() >>> (level * TILE_HEIGHT);
      if (hashes % TileSource.WIDTH != 0) {
        edge.addFirst(TilePath.at(level, hashes / TileSource.WIDTH, checkpoint.size()));
      }
      if (level == Long.SIZE / TILE_HEIGHT - 1) {
        break;
      }
    }
    return edge;
  }

  private static void append(Frontier frontier, TilePath path, byte[] row) {
    for (int i = 0; i < path.width(); i++) {
      frontier.appendSubtree(path.level() * TILE_HEIGHT, Hash.of(row, i * Hash.BYTES));
    }
  }

  /** Hash of the full tile at that place, made from the entries; expected is what is signed. */
  private byte[] full(int level, long index, byte @Nullable [] expected) throws IOException {
    TilePath path = new TilePath(level, index, TileSource.WIDTH);
    byte[] tile = read(path);
    boolean sound = tile != null && (expected == null || Arrays.equals(fold(tile), expected));
    byte[] row = below(path, sound ? tile : null, expected != null);
    byte[] found = fold(row);
    if (!sound && expected != null && !Arrays.equals(found, expected)) {
      report(path, 0, path.width(), "neither the tile nor what lies below it is what is signed");
    } else if (!sound && tile != null) {
      reportDifferences(path, tile, row, "hash is wrong, what lies below it is as signed");
    }
    return found;
  }

  /**
   * The row of hashes of a tile, made from what lies below it and compared with the tile where that
   * is sound; signed says whether it was held against a signed hash.
   */
  private byte[] below(TilePath path, byte @Nullable [] sound, boolean signed) throws IOException {
    if (path.level() == 0) {
      return leaves(path, sound, signed);
    }
    byte[] row = new byte[path.width() * Hash.BYTES];
    for (int i = 0; i < path.width(); i++) {
      int at = i * Hash.BYTES;
      byte[] expected = sound == null ? null : Arrays.copyOfRange(sound, at, at + Hash.BYTES);
      long child = path.index() * TileSource.WIDTH + i;
      System.arraycopy(full(path.level() - 1, child, expected), 0, row, at, Hash.BYTES);
    }
    return row;
  }

  private byte[] leaves(TilePath path, byte @Nullable [] sound, boolean signed) throws IOException {
    TilePath bundlePath = new TilePath(TilePath.ENTRIES, path.index(), path.width());
    byte[] row = new byte[path.width() * Hash.BYTES];
    byte[] bundle = read(bundlePath);
    if (bundle == null) {
      return row;
    }
    int at = 0;
    int entries = 0;
    while (entries < path.width() && EntryBundle.holdsEntry(bundle, at)) {
      int end = EntryBundle.endOfEntry(bundle, at);
      sha256.leaf(bundle, at + 2, end - at - 2, row, entries * Hash.BYTES);
      entries++;
      at = end;
    }
    if (sound != null) {
      int whole = entries;
      String problem =
          signed ? "entry is not the one signed" : "entry does not have the hash in its tile";
      reportRuns(bundlePath, i -> i < whole && differs(sound, row, i), problem);
    }
    if (entries < path.width()) {
      report(bundlePath, entries, path.width(), "bundle ends before this entry does");
    } else if (at < bundle.length) {
      report(bundlePath, 0, path.width(), "bundle has bytes after its last entry");
    }
    return row;
  }

  private byte @Nullable [] read(TilePath path) throws IOException {
    try {
      return path.isEntries()
          ? source.bundle(path.index(), path.width())
          : source.tile(path.level(), path.index(), path.width());
    } catch (NoSuchFileException e) {
      report(path, 0, path.width(), "file is missing");
    } catch (MalformedException e) {
      report(path, 0, path.width(), String.valueOf(e.getMessage()));
    }
    return null;
  }

  private byte[] fold(byte[] row) {
    byte[] work = row.clone();
    sha256.fold(work, row.length / Hash.BYTES);
    return Arrays.copyOf(work, Hash.BYTES);
  }

  private void reportDifferences(TilePath path, byte[] tile, byte[] row, String problem) {
    reportRuns(path, i -> differs(tile, row, i), problem);
  }

  // Neighbours with the same problem are one finding.
  private void reportRuns(TilePath path, IntPredicate wrong, String problem) {
    int from = -1;
    for (int i = 0; i <= path.width(); i++) {
      boolean here = i < path.width() && wrong.test(i);
      if (here && from < 0) {
        from = i;
      } else if (!here && from >= 0) {
        report(path, from, i, problem);
        from = -1;
      }
    }
  }

  private static boolean differs(byte[] one, byte[] other, int i) {
    int from = i * Hash.BYTES;
    int to = from + Hash.BYTES;
    return !Arrays.equals(one, from, to, other, from, to);
  }

  private void report(TilePath path, int from, int to, String problem) {
    findings.accept(
        new Finding(path.format(), firstEntry(path, from), firstEntry(path, to), problem));
  }

  private static long firstEntry(TilePath path, int hash) {
    return (path.index() * TileSource.WIDTH + hash) << (Math.max(path.level(), 0) * TILE_HEIGHT);
  }
}
