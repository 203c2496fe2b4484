package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.segment.SegmentFiles.FileDigest;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongConsumer;

/**
 * Checks every byte of a segment, names each place that is not as it was, and never stops early.
 */
public final class SegmentCheck {
  /** Entries read in one go: a row group. */
  static final int PIECE = 65_536;

  private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);
  private static final ThreadFactory THREAD =
      Thread.ofPlatform().daemon().name("verify-", 0).factory();

  private final Segment segment;
  private final Optional<Frontier> before;
  private final long from;
  private final LongConsumer progress;
  private final List<Damage> damages = new ArrayList<>();

  private SegmentCheck(
      Segment segment, Optional<Frontier> before, long from, LongConsumer progress) {
    this.segment = segment;
    this.before = before;
    this.from = from;
    this.progress = progress;
  }

  /**
   * One thing that is wrong.
   *
   * @param file name of the file in the segment's folder
   * @param range the entries that are touched, as narrow as it can be told
   * @param reason what is wrong, as a clause
   */
  public record Damage(String file, IndexRange range, String reason) {
    /** Whether evidence is touched; what is derived can be rebuilt from it. */
    public boolean isEvidence() {
      return file.equals(SegmentFiles.ENTRIES);
    }
  }

  /**
   * Checks a segment.
   *
   * @param before edge of the book's tree where the segment begins; empty behind a gap, when nobody
   *     knows it and only the kept block roots can be compared
   * @return what is wrong; empty when every file is as the manifest says and the entries give the
   *     tree's edge at the segment's end
   */
  public static List<Damage> check(Segment segment, Optional<Frontier> before) throws IOException {
    return check(segment, before, segment.range().first(), done -> {});
  }

  /**
   * The same, without reading the entries before an index: of them the kept hashes are taken, which
   * have to give the tree's edge like the others.
   *
   * @param from a multiple of 256
   * @param progress told of the end of each piece of entries that was read and found as it was; in
   *     the calling thread, in order
   */
  public static List<Damage> check(
      Segment segment, Optional<Frontier> before, long from, LongConsumer progress)
      throws IOException {
    SegmentCheck check = new SegmentCheck(segment, before, from, progress);
    check.run();
    return List.copyOf(check.damages);
  }

  private void run() throws IOException {
    List<Damage> files = checkFiles();
    checkEntries();
    // The places inside the entries file say it better than the file as a whole.
    boolean placed = damages.stream().anyMatch(Damage::isEvidence);
    for (Damage damage : files) {
      if (!placed || !damage.isEvidence()) {
        damages.add(damage);
      }
    }
  }

  private List<Damage> checkFiles() throws IOException {
    List<Damage> files = new ArrayList<>();
    for (Map.Entry<String, FileDigest> file : segment.manifest().files().entrySet()) {
      String name = file.getKey();
      Optional<String> trouble = segment.trouble(name);
      if (trouble.isPresent()) {
        files.add(new Damage(name, segment.range(), trouble.get()));
        continue;
      }
      try {
        FileDigest found = SegmentFiles.digest(segment.disk(), segment.file(name));
        if (!found.equals(file.getValue()) && !isRebuilt(segment, name, found)) {
          files.add(new Damage(name, segment.range(), "its digest is not the one in the manifest"));
        }
      } catch (IOException e) {
        files.add(new Damage(name, segment.range(), "it cannot be read: " + e.getMessage()));
      }
    }
    return files;
  }

  /**
   * An events file that was rebuilt with another DuckDB has other bytes: those its rebuilding wrote
   * down, with the rows of the manifest.
   */
  static boolean isRebuilt(Segment segment, String name, FileDigest found) throws IOException {
    if (!segment.rebuilt(name).equals(Optional.of(found))) {
      return false;
    }
    try {
      String rows = RowDigest.of(segment.engine(), Sql.readEvents(List.of(segment.events())));
      return rows.equals(segment.manifest().rows());
    } catch (EngineException e) {
      // DuckDB cannot read it: it is damaged, and is reported as such.
      return false;
    }
  }

  /** Hashes every entry again and names the blocks that are not as they were. */
  private void checkEntries() throws IOException {
    byte[] found = recompute();
    List<Damage> unreadable = List.copyOf(damages);
    boolean whole =
        before
            .map(edge -> BlockHashes.follow(edge, found).hashes())
            .filter(segment.manifest().frontier()::equals)
            .isPresent();
    if (whole) {
      return;
    }
    try {
      nameBlocks(segment.blockRoots(), found, unreadable);
      if (damages.isEmpty() && before.isPresent()) {
        add(SegmentFiles.MANIFEST, segment.range(), "its tree does not follow the segment before");
      }
    } catch (IOException e) {
      // Without the kept roots only the whole can be told to be wrong.
      if (unreadable.isEmpty()) {
        add(SegmentFiles.ENTRIES, segment.range(), "the entries do not give the tree's root");
      }
    }
  }

  /**
   * The block roots of the entries as they can be read; zeros where they cannot. A few pieces are
   * read at once: what is held does not grow with the segment.
   */
  private byte[] recompute() throws IOException {
    IndexRange range = segment.range();
    byte[] found = new byte[Math.toIntExact(range.count() / BlockHashes.BLOCK * Hash.BYTES)];
    byte[] kept = kept();
    long next = kept.length == 0 ? range.first() : from;
    System.arraycopy(kept, 0, found, 0, kept.length == 0 ? 0 : offset(from));
    boolean good = kept.length > 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS, THREAD)) {
      Deque<Future<Piece>> ahead = new ArrayDeque<>();
      while (next < range.end() || !ahead.isEmpty()) {
        while (next < range.end() && ahead.size() <= THREADS) {
          long first = next;
          next = Math.min(range.end(), first + PIECE);
          IndexRange part = IndexRange.between(first, next);
          ahead.add(threads.submit(() -> Piece.read(segment, part)));
        }
        Piece piece = piece(ahead.remove());
        damages.addAll(piece.damages());
        int at = offset(piece.range().first());
        int to = at + piece.roots().length;
        System.arraycopy(piece.roots(), 0, found, at, piece.roots().length);
        good = good && Arrays.equals(kept, at, to, found, at, to);
        if (good) {
          progress.accept(piece.range().end());
        }
      }
    }
    return found;
  }

  /** The kept roots of all blocks; none when they cannot be read, which the files' check names. */
  private byte[] kept() {
    try {
      return segment.blockRoots();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private int offset(long index) {
    return Math.toIntExact((index - segment.range().first()) / BlockHashes.BLOCK * Hash.BYTES);
  }

  private static Piece piece(Future<Piece> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /**
   * Some entries, hashed.
   *
   * @param roots of their blocks, zeros where they cannot be read
   */
  private record Piece(IndexRange range, byte[] roots, List<Damage> damages) {
    static Piece read(Segment segment, IndexRange range) {
      List<Damage> damages = new ArrayList<>();
      byte[] found = new byte[Math.toIntExact(range.count() / BlockHashes.BLOCK * Hash.BYTES)];
      BlockHashes hashes = new BlockHashes();
      long expected = range.first();
      try (EntryCursor entries =
          segment.read(
              range,
              (lost, why) ->
                  damages.add(
                      new Damage(SegmentFiles.ENTRIES, lost, "it cannot be read: " + why)))) {
        while (entries.next()) {
          if (entries.index() != expected) {
            hashes = new BlockHashes();
          }
          hashes.append(entries.header(), entries.payload());
          expected = entries.index() + 1;
          if (expected % BlockHashes.BLOCK == 0) {
            byte[] root = hashes.roots();
            long block = (expected - 1 - range.first()) / BlockHashes.BLOCK;
            // Entries were missing before: then there is no root to compare.
            if (root.length == Hash.BYTES) {
              System.arraycopy(root, 0, found, (int) block * Hash.BYTES, Hash.BYTES);
            }
            hashes = new BlockHashes();
          }
        }
      }
      return new Piece(range, found, damages);
    }
  }

  /** Names runs of blocks whose root is another, except where they could not be read at all. */
  private void nameBlocks(byte[] kept, byte[] found, List<Damage> unreadable) {
    long first = segment.range().first();
    int blocks = kept.length / Hash.BYTES;
    int start = -1;
    for (int block = 0; block <= blocks; block++) {
      long index = first + (long) block * BlockHashes.BLOCK;
      boolean bad =
          block < blocks
              && !equals(kept, found, block)
              && unreadable.stream().noneMatch(damage -> damage.range().contains(index));
      if (bad && start < 0) {
        start = block;
      } else if (!bad && start >= 0) {
        add(
            SegmentFiles.ENTRIES,
            IndexRange.between(first + (long) start * BlockHashes.BLOCK, index),
            "the entries are not those that were hashed");
        start = -1;
      }
    }
  }

  private static boolean equals(byte[] a, byte[] b, int block) {
    int from = block * Hash.BYTES;
    int to = from + Hash.BYTES;
    return Arrays.equals(a, from, to, b, from, to);
  }

  private void add(String file, IndexRange range, String reason) {
    damages.add(new Damage(file, range, reason));
  }
}
