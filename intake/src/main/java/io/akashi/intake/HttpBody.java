package io.akashi.intake;

import com.github.luben.zstd.ZstdIOException;
import io.akashi.event.EntryUnit;
import io.akashi.intake.internal.records.Compression;
import io.akashi.intake.internal.records.Records;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Splits the body of an HTTP request into messages: lines without their line break (LF or CR LF),
 * or documents, as in a file. What stands between messages is passed over, everything else is kept
 * byte for byte. A body is taken whole or not at all, so that one answer can name one range of the
 * log.
 */
public final class HttpBody {
  /** What a body holds. */
  public enum Kind {
    LINES(EntryUnit.LINE, Framing.LINES),
    /** Lines that hold a JSON value each. */
    NDJSON(EntryUnit.LINE, Framing.NDJSON),
    /** JSON values, on one line or many, or in an array. */
    JSON(EntryUnit.JSON_VALUE, Framing.JSON),
    /** XML documents, or a list of elements. */
    XML(EntryUnit.XML_ELEMENT, Framing.XML),
    /** A Windows event log file. */
    EVTX(EntryUnit.EVTX_CHUNK, Framing.EVTX);

    private final EntryUnit unit;
    private final String framing;

    Kind(EntryUnit unit, String framing) {
      this.unit = unit;
      this.framing = framing;
    }
  }

  /**
   * One message of a body.
   *
   * @param payload its exact bytes; the receiver owns the array
   * @param framing a label of {@link Framing}
   * @param keys header keys {@code truncated} and {@code part} of a line longer than the limit
   */
  public record Message(byte[] payload, String framing, Map<String, String> keys) {}

  /**
   * How much one request may hold.
   *
   * @param maxMessage longest message in bytes; longer lines are kept in labelled pieces
   * @param maxBytes most bytes after decompression
   * @param maxMessages most messages
   */
  public record Limits(int maxMessage, long maxBytes, int maxMessages) {
    /** 1 MiB a message, 32 MiB and 200,000 messages a request. */
    public static final Limits USUAL = new Limits(1 << 20, 32L << 20, 200_000);
  }

  private static final int HEAD = 4;

  private HttpBody() {}

  /**
   * Reads a body to its end, and closes it. Holds at most the decompressed body and a fixed amount
   * beside it. Neither the body as it came nor what it holds may be longer than the limit.
   *
   * @param contentEncoding the header's value: null, {@code identity}, {@code gzip} or {@code zstd}
   * @return the messages in their order; none when the body holds no line
   * @throws BodyException when the body is refused; its message says what the sender can do
   * @throws IOException when the connection broke
   */
  public static List<Message> read(
      InputStream body, @Nullable String contentEncoding, Kind kind, Limits limits)
      throws IOException, BodyException {
    return read(body, contentEncoding, kind, limits, null);
  }

  /**
   * The same, and takes the digest of what was read.
   *
   * @param digest given every byte of the body after decompression, in order; null when nobody asks
   */
  public static List<Message> read(
      InputStream body,
      @Nullable String contentEncoding,
      Kind kind,
      Limits limits,
      @Nullable MessageDigest digest)
      throws IOException, BodyException {
    Compression compression = compression(contentEncoding);
    // What the connection throws is told from what the decompressor throws.
    Watched watched = new Watched(body);
    // What holds nothing (empty members, skipped frames) has no end of its own.
    InputStream packed = new Limited(watched, limits.maxBytes());
    try (InputStream plain = compression.open(packed, Compression.HTTP_WINDOW_LOG)) {
      InputStream limited = new Limited(plain, limits.maxBytes());
      return split(digest == null ? limited : new DigestInputStream(limited, digest), kind, limits);
    } catch (TooLarge e) {
      throw new BodyException(
          BodyException.Reason.TOO_LARGE,
          "本文が %d バイトを超えています（圧縮されていれば展開後）。分けて送ってください / the body is longer than %d bytes, after decompression if it is packed; send it in parts"
              .formatted(limits.maxBytes(), limits.maxBytes()),
          e);
    } catch (ZipException | ZstdIOException | EOFException e) {
      throw malformed(compression, e);
    } catch (IOException e) {
      if (watched.failed || compression == Compression.NONE) {
        throw e;
      }
      throw malformed(compression, e);
    }
  }

  private static List<Message> split(InputStream in, Kind kind, Limits limits)
      throws IOException, BodyException {
    boolean lines = kind.unit == EntryUnit.LINE;
    PushbackInputStream body = new PushbackInputStream(in, HEAD);
    byte[] head = lines ? new byte[0] : body.readNBytes(HEAD);
    body.unread(head);
    // Lines over HTTP are UTF-8; of a document the mark tells UTF-16, as in a file.
    Records records =
        Records.of(kind.unit, body, limits.maxMessage(), 0, lines ? "UTF-8" : null, head);
    List<Message> messages = new ArrayList<>();
    while (records.next()) {
      if (messages.size() == limits.maxMessages()) {
        throw new BodyException(
            BodyException.Reason.TOO_LARGE,
            "本文に %d 件を超えるメッセージがあります。分けて送ってください / the body holds more than %d messages; send it in parts"
                .formatted(limits.maxMessages(), limits.maxMessages()));
      }
      messages.add(new Message(records.payload(), kind.framing, records.keys()));
    }
    return messages;
  }

  private static Compression compression(@Nullable String contentEncoding) throws BodyException {
    String name =
        contentEncoding == null ? "identity" : contentEncoding.trim().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "identity" -> Compression.NONE;
      case "gzip", "x-gzip" -> Compression.GZIP;
      case "zstd" -> Compression.ZSTD;
      default ->
          throw new BodyException(
              BodyException.Reason.UNSUPPORTED_ENCODING,
              "Content-Encoding「%s」は扱えません。gzip、zstd、または圧縮なしで送ってください / Content-Encoding '%s' is not supported; send gzip, zstd or no compression"
                  .formatted(name, name));
    };
  }

  private static BodyException malformed(Compression compression, IOException cause) {
    String name = compression.name().toLowerCase(Locale.ROOT);
    return new BodyException(
        BodyException.Reason.MALFORMED,
        "本文は正しい %s ではないか、途中で切れています。送り直してください / the body is not valid %s or is cut off; send it again"
            .formatted(name, name),
        cause);
  }

  /** Remembers whether the stream below failed. */
  private static final class Watched extends FilterInputStream {
    private boolean failed;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return super.read(bytes, from, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Ends a decompression bomb when it has given more than a request may hold. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) throws TooLarge {
      left -= bytes;
      if (left < 0) {
        throw new TooLarge();
      }
    }
  }
}
