package io.akashi.register.internal.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks through a workbook before it is read, with the reader's own eyes (commons-compress): how
 * large its parts become, and that none defines entities.
 */
final class WorkbookGuard {
  private static final int MAX_PARTS = 5_000;
  private static final long MAX_BYTES = 256L << 20;

  /** Of what is held in memory at once: shared texts, styles, the list of sheets. */
  private static final long MAX_HELD_BYTES = 48L << 20;

  private static final int BEGINNING = 4_096;

  private WorkbookGuard() {}

  /**
   * @throws TableException when it may not be read
   * @throws IOException when it is no zip file
   */
  static void check(byte[] content) throws TableException, IOException {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(content)).get()) {
      long bytes = 0;
      int parts = 0;
      byte[] buffer = new byte[64 << 10];
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (++parts > MAX_PARTS) {
          throw bomb();
        }
        try (InputStream in = zip.getInputStream(entry)) {
          bytes += size(in, entry.getName(), MAX_BYTES - bytes, buffer);
        }
      }
    }
  }

  private static long size(InputStream in, String name, long left, byte[] buffer)
      throws IOException, TableException {
    boolean isSheet = name.startsWith("xl/worksheets/") || !name.endsWith(".xml");
    long most = isSheet ? left : Math.min(left, MAX_HELD_BYTES);
    int beginning = in.readNBytes(buffer, 0, BEGINNING);
    if (new String(buffer, 0, beginning, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE")) {
      throw new TableException(
          "ブックの中に文書型定義（DOCTYPE）があるため読みません。Excel で保存し直してください。",
          "the workbook has a DOCTYPE and is not read: save it again with Excel");
    }
    long size = beginning;
    for (int read = beginning; read >= 0 && size <= most; size += Math.max(read, 0)) {
      read = in.read(buffer);
    }
    if (size > most) {
      throw bomb();
    }
    return size;
  }

  private static TableException bomb() {
    return new TableException(
        "ブックが大きすぎます（展開後 %d MB まで）。必要なシートだけを保存し直してください。".formatted(MAX_BYTES >> 20),
        "the workbook is too large (%d MB unpacked): save the sheet alone"
            .formatted(MAX_BYTES >> 20));
  }
}
