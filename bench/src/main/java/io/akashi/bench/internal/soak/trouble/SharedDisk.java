package io.akashi.bench.internal.soak.trouble;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The disk of the working folder. It is not ours alone and is never really filled: the reserve is
 * set just below what is free, and a file of ours goes below it. It is slowed down by a writer that
 * syncs as fast as it can.
 */
public final class SharedDisk implements DiskRoom {
  /** What the server may write in one life before it meets its reserve. */
  private static final long ROOM = 512L << 20;

  private static final long BALLAST = ROOM + (64L << 20);
  private static final int BLOCK = 1 << 20;

  private final Path folder;

  public SharedDisk(Path folder) {
    this.folder = folder;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public long reserveBytes() throws IOException {
    return Math.max(1 << 20, Files.getFileStore(folder).getUsableSpace() - ROOM);
  }

  @Override
  public void fill(boolean toTheLastByte) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(ballast().toFile(), "rw")) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      for (long written = 0; written < BALLAST; written += BLOCK) {
        block.clear();
        file.getChannel().write(block);
      }
      // Only what has its place on the disk is missing from the room of others.
      file.getFD().sync();
    }
  }

  @Override
  public void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void slowDown(Duration time, Duration hang) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    Path path = folder.resolve("noise");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      ByteBuffer block = ByteBuffer.allocate(8 * BLOCK);
      while (System.nanoTime() < end) {
        block.clear();
        file.getChannel().write(block, 0);
        file.getChannel().force(true);
      }
    } finally {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public String description() {
    return "予備容量を空きのすぐ下に設定して不足させ、絶えず同期する書き込みで遅くする / the reserve set just below what is free, and a writer"
        + " beside it that syncs all the time (no root: no disk of its own)";
  }

  @Override
  public void close() throws IOException {
    free();
  }
}
