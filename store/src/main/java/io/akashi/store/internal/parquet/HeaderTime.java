package io.akashi.store.internal.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.akashi.store.MalformedEntryException;
import io.akashi.store.internal.entry.ReceivedTime;
import java.util.Arrays;

/**
 * Parts a header line from the time it begins with, and puts it together again byte for byte. For
 * one thread.
 *
 * <p>As a number that grows the time takes two bytes, as text six. A header that does not begin as
 * the grammar of entries says stays whole, behind a {@code /}, with which no source id begins.
 */
final class HeaderTime {
  private static final byte[] VERSION = "akashi/1 ".getBytes(US_ASCII);
  private static final int TIME_END = VERSION.length + ReceivedTime.LENGTH;

  private final ReceivedTime time = new ReceivedTime();
  private final byte[] again = new byte[ReceivedTime.LENGTH];
  private long micros;

  /**
   * Parts a header from its time.
   *
   * @return the rest, which {@link #join} makes whole again with {@link #micros}
   */
  byte[] split(byte[] header) {
    int from = restOf(header);
    if (from > 0) {
      return Arrays.copyOfRange(header, from, header.length);
    }
    byte[] whole = new byte[header.length + 1];
    whole[0] = '/';
    System.arraycopy(header, 0, whole, 1, header.length);
    return whole;
  }

  /** Where the rest begins, behind the space behind the time; 0 when there is no such time. */
  private int restOf(byte[] header) {
    if (header.length <= TIME_END
        || !Arrays.equals(header, 0, VERSION.length, VERSION, 0, VERSION.length)
        || header[TIME_END] != ' ') {
      return 0;
    }
    try {
      micros = ReceivedTime.parse(header, VERSION.length, 0);
    } catch (MalformedEntryException e) {
      return 0;
    }
    time.write(micros, again, 0);
    boolean same = Arrays.equals(header, VERSION.length, TIME_END, again, 0, again.length);
    int from = TIME_END + 1;
    return same && (header.length == from || header[from] != '/') ? from : 0;
  }

  /** The time of the last header that was split, in microseconds since the epoch. */
  long micros() {
    return micros;
  }

  /** The header line. */
  byte[] join(long received, byte[] rest) {
    if (rest.length > 0 && rest[0] == '/') {
      return Arrays.copyOfRange(rest, 1, rest.length);
    }
    byte[] header = new byte[TIME_END + 1 + rest.length];
    System.arraycopy(VERSION, 0, header, 0, VERSION.length);
    time.write(received, header, VERSION.length);
    header[TIME_END] = ' ';
    System.arraycopy(rest, 0, header, TIME_END + 1, rest.length);
    return header;
  }
}
