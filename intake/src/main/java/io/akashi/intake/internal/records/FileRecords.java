package io.akashi.intake.internal.records;

import io.akashi.intake.ImportOptions;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file, from a place in it. Where the file cannot be read on (it was cut off, or
 * is damaged) come first the whole records before that place. Not safe for use by many threads.
 */
public final class FileRecords implements Records, Closeable {
  private static final int HEAD = 4;

  private final Counted file;
  private final Reachable plain;
  private final long fileBytes;
  private final Records records;

  private FileRecords(Counted file, Reachable plain, long fileBytes, Records records) {
    this.file = file;
    this.plain = plain;
    this.fileBytes = fileBytes;
    this.records = records;
  }

  /**
   * Opens a file at {@code offset} bytes of its decompressed content, the beginning of a record.
   *
   * @throws IOException when it cannot be read or is shorter than that
   */
  public static FileRecords open(ImportOptions options, long offset) throws IOException {
    Path path = options.file();
    byte[] head;
    try (InputStream in = plain(new Counted(Files.newInputStream(path)))) {
      head = in.readNBytes(HEAD);
    }
    Counted file = new Counted(Files.newInputStream(path));
    InputStream opened = file;
    try {
      InputStream content = plain(file);
      opened = content;
      content.skipNBytes(offset);
      Reachable plain = new Reachable(content, offset);
      Records records =
          Records.of(options.unit(), plain, options.maxRecord(), offset, options.charset(), head);
      return new FileRecords(file, plain, Files.size(path), records);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private static InputStream plain(Counted file) throws IOException {
    var in = Compression.detectable(new BufferedInputStream(file));
    return Compression.detect(in).open(in, Compression.FILE_WINDOW_LOG);
  }

  @Override
  public boolean next() throws IOException {
    boolean found = records.next();
    IOException failure = plain.failure;
    // What reaches to the place may go on behind it.
    if (failure != null && (!found || records.offset() >= plain.end)) {
      throw failure;
    }
    return found;
  }

  @Override
  public byte[] payload() {
    return records.payload();
  }

  @Override
  public Map<String, String> keys() {
    return records.keys();
  }

  @Override
  public boolean insideRecord() {
    return records.insideRecord();
  }

  @Override
  public long offset() {
    return records.offset();
  }

  /** Size of the file on disk. */
  public long fileBytes() {
    return fileBytes;
  }

  /** Bytes of the file on disk that were read. */
  public long fileBytesRead() {
    return file.count;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  /** Gives what can be read before it says that the rest cannot. */
  private static final class Reachable extends FilterInputStream {
    private long end;
    private @Nullable IOException failure;

    Reachable(InputStream in, long offset) {
      super(in);
      this.end = offset;
    }

    @Override
    public int readNBytes(byte[] bytes, int from, int length) throws IOException {
      if (failure != null) {
        throw failure;
      }
      int read = 0;
      try {
        int count = 0;
        while (read < length && count >= 0) {
          count = in.read(bytes, from + read, length - read);
          read += Math.max(0, count);
        }
      } catch (IOException e) {
        failure = e;
        if (read == 0) {
          throw e;
        }
      }
      end += read;
      return read;
    }
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      count += Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long n = super.skip(bytes);
      count += n;
      return n;
    }
  }
}
