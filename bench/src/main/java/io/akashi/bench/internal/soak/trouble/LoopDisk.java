package io.akashi.bench.internal.soak.trouble;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own in a file, mounted by a loop device: it can really be full, and really
 * be frozen. Only root can have one.
 */
public final class LoopDisk implements DiskRoom {
  private static final long RESERVE = 64L << 20;
  private static final long BELOW_RESERVE = 24L << 20;
  private static final long BLOCK = 4096;
  private static final long THAW_MILLIS = 150;
  private static final String FREEZE = "fsfreeze -f \"$1\" && sleep \"$2\"; fsfreeze -u \"$1\"";

  private final Path image;
  private final Path folder;

  private LoopDisk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /** Makes and mounts a disk below a working folder, or gives empty where that is not allowed. */
  public static Optional<DiskRoom> mount(Path work, long bytes) throws IOException {
    LoopDisk disk = new LoopDisk(work.resolve("disk.img"), work.resolve("disk"));
    Files.createDirectories(disk.folder);
    try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    boolean made =
        runs("mkfs.ext4", "-q", "-F", "-m", "0", disk.image.toString())
            && runs("mount", "-o", "loop", disk.image.toString(), disk.folder.toString());
    if (!made) {
      Files.delete(disk.folder);
      Files.delete(disk.image);
      return Optional.empty();
    }
    return Optional.of(disk);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public long reserveBytes() {
    return RESERVE;
  }

  @Override
  public void fill(boolean toTheLastByte) throws IOException {
    long leave = toTheLastByte ? 0 : BELOW_RESERVE;
    long take = (Files.getFileStore(folder).getUsableSpace() - leave) / BLOCK * BLOCK;
    // The server writes at the same time: what is free now may be less by the time it is taken.
    for (long bytes = take; bytes > BLOCK; bytes -= Math.max(BLOCK, bytes / 50)) {
      if (runs("fallocate", "-l", Long.toString(bytes), ballast().toString())) {
        return;
      }
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
  public void slowDown(Duration time, Duration hang) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      // A process of its own thaws the disk: it does so even when this one is killed meanwhile.
      runs("sh", "-c", FREEZE, "sh", folder.toString(), "%.3f".formatted(hang.toMillis() / 1e3));
      TimeUnit.MILLISECONDS.sleep(THAW_MILLIS);
    }
  }

  @Override
  public String description() {
    return "専用のext4（ループデバイス）を実際に満杯にし、fsfreeze で書き込みを止める / an ext4 of its own on a loop device, really filled,"
        + " and frozen by fsfreeze";
  }

  @Override
  public void close() throws IOException {
    if (!runs("umount", folder.toString()) && !runs("umount", "-l", folder.toString())) {
      throw new IOException("umount %s に失敗 / could not unmount".formatted(folder));
    }
    Files.delete(folder);
    Files.delete(image);
  }

  private static boolean runs(String... command) {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false; // the program is not installed
    }
  }
}
