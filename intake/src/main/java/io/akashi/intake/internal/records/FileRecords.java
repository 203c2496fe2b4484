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

/** The records of a file, from a place in it. Not safe for use by many threads. */
public final class FileRecords implements Closeable {
  private static final int HEAD = 4;

  private final Counted file;
  private final InputStream plain;
  private final long fileBytes;
  private final RecordSplitter splitter;

  private FileRecords(Counted file, InputStream plain, long fileBytes, RecordSplitter splitter) {
    this.file = file;
    this.plain = plain;
    this.fileBytes = fileBytes;
    this.splitter = splitter;
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
    try {
      InputStream plain = plain(file);
      plain.skipNBytes(offset);
      RecordSplitter splitter =
          new RecordSplitter(
              plain,
              options.records() == ImportOptions.Records.CSV,
              options.maxRecord(),
              offset,
              options.charset(),
              head);
      return new FileRecords(file, plain, Files.size(path), splitter);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static InputStream plain(Counted file) throws IOException {
    var in = Compression.detectable(new BufferedInputStream(file));
    return Compression.detect(in).open(in, Compression.FILE_WINDOW_LOG);
  }

  /** See {@link RecordSplitter#next}. */
  public boolean next() throws IOException {
    return splitter.next();
  }

  /** See {@link RecordSplitter#payload}. */
  public byte[] payload() {
    return splitter.payload();
  }

  /** See {@link RecordSplitter#keys}. */
  public Map<String, String> keys() {
    return splitter.keys();
  }

  /** See {@link RecordSplitter#insideRecord}. */
  public boolean insideRecord() {
    return splitter.insideRecord();
  }

  /** See {@link RecordSplitter#offset}. */
  public long offset() {
    return splitter.offset();
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
