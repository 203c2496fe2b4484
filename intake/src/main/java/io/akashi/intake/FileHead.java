package io.akashi.intake;

import io.akashi.intake.internal.records.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The beginning of a file, from which is seen what it holds. */
public final class FileHead {
  private static final int LENGTH = 4_096;

  private FileHead() {}

  /**
   * The first 4,096 bytes of a file, or all it has, after decompression (gzip, zstd).
   *
   * @throws IOException when it cannot be read
   */
  public static byte[] of(Path file) throws IOException {
    return of(file, LENGTH);
  }

  /** The same of another length. */
  public static byte[] of(Path file, int length) throws IOException {
    try (var in = Compression.detectable(new BufferedInputStream(Files.newInputStream(file)));
        InputStream plain = Compression.detect(in).open(in, Compression.FILE_WINDOW_LOG)) {
      return plain.readNBytes(length);
    }
  }
}
