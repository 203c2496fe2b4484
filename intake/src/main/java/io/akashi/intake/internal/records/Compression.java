package io.akashi.intake.internal.records;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Undoes gzip (RFC 1952) and zstd (RFC 8878); several members or frames in a row are one stream.
 */
public enum Compression {
  NONE,
  GZIP,
  ZSTD;

  /** Largest window of an HTTP body, RFC 9659: 8 MiB. It bounds the memory a sender can claim. */
  public static final int HTTP_WINDOW_LOG = 23;

  /** Largest window of a file: 128 MiB, what {@code zstd} itself takes by default. */
  public static final int FILE_WINDOW_LOG = 27;

  private static final int MAGIC = 4;

  /** The compression a file says it has, by its first bytes, which stay in the stream. */
  public static Compression detect(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(MAGIC);
    in.unread(head);
    if (head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
      return GZIP;
    }
    boolean zstd =
        head.length == MAGIC
            && head[0] == 0x28
            && head[1] == (byte) 0xb5
            && head[2] == 0x2f
            && head[3] == (byte) 0xfd;
    return zstd ? ZSTD : NONE;
  }

  /** A stream that can be asked by {@link #detect}. */
  public static PushbackInputStream detectable(InputStream in) {
    return new PushbackInputStream(in, MAGIC);
  }

  /**
   * The bytes before they were compressed. To be closed, also after a failure: what it holds lies
   * outside of the heap, and no collector frees it. Closes {@code in} with it.
   */
  public InputStream open(InputStream in, int windowLog) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipMembers(in);
      case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(windowLog);
    };
  }
}
