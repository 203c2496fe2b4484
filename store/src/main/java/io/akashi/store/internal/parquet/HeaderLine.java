package io.akashi.store.internal.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.akashi.store.MalformedEntryException;
import io.akashi.store.internal.entry.ReceivedTime;
import java.util.Arrays;

/**
 * Parts a header line from what other columns hold, and puts it together again byte for byte. For
 * one thread.
 *
 * <p>As a number that grows the time takes two bytes, as text six; the length, which the payload
 * says itself, takes none: its word is left empty, as no header has it. A header that does not
 * begin as the grammar of entries says, or has that word empty, stays whole, behind a {@code /},
 * with which no source id begins.
 */
final class HeaderLine {
  private static final byte[] VERSION = "akashi/1 ".getBytes(US_ASCII);
  private static final int TIME_END = VERSION.length + ReceivedTime.LENGTH;
  private static final int REST = TIME_END + 1;

  /** Words between the time and the length: source, transport, peer, framing. */
  private static final int WORDS_BEFORE_LENGTH = 4;

  private final ReceivedTime time = new ReceivedTime();
  private final byte[] again = new byte[ReceivedTime.LENGTH];
  private long micros;

  /**
   * Parts a header from its time, and from its length when it is the payload's.
   *
   * @return the rest, which {@link #join} makes whole again with {@link #micros}
   */
  byte[] split(byte[] header, int payloadLength) {
    if (!takesTime(header)) {
      return whole(header);
    }
    int from = lengthAt(header, REST);
    if (from < 0) {
      return Arrays.copyOfRange(header, REST, header.length);
    }
    int to = wordEnd(header, from);
    if (to == from) {
      return whole(header);
    }
    int taken = says(header, from, to, payloadLength) ? to - from : 0;
    byte[] rest = new byte[header.length - REST - taken];
    System.arraycopy(header, REST, rest, 0, from - REST);
    System.arraycopy(header, from + taken, rest, from - REST, header.length - from - taken);
    return rest;
  }

  private static byte[] whole(byte[] header) {
    byte[] whole = new byte[header.length + 1];
    whole[0] = '/';
    System.arraycopy(header, 0, whole, 1, header.length);
    return whole;
  }

  /** Whether the header begins with a time that is made whole again from {@link #micros}. */
  private boolean takesTime(byte[] header) {
    if (header.length <= TIME_END
        || !Arrays.equals(header, 0, VERSION.length, VERSION, 0, VERSION.length)
        || header[TIME_END] != ' ') {
      return false;
    }
    try {
      micros = ReceivedTime.parse(header, VERSION.length, 0);
    } catch (MalformedEntryException e) {
      return false;
    }
    time.write(micros, again, 0);
    boolean same = Arrays.equals(header, VERSION.length, TIME_END, again, 0, again.length);
    return same && (header.length == REST || header[REST] != '/');
  }

  /** Where the word of the length begins; negative without one. */
  private static int lengthAt(byte[] words, int from) {
    int at = from;
    for (int word = 0; word < WORDS_BEFORE_LENGTH; word++) {
      at = wordEnd(words, at) + 1;
      if (at > words.length) {
        return -1;
      }
    }
    return at;
  }

  private static int wordEnd(byte[] words, int from) {
    int end = from;
    while (end < words.length && words[end] != ' ') {
      end++;
    }
    return end;
  }

  /** Whether the word is that number, written as a length is. */
  private static boolean says(byte[] words, int from, int to, int number) {
    int left = number;
    int at = to;
    do {
      at--;
      if (at < from || words[at] != '0' + left % 10) {
        return false;
      }
      left /= 10;
    } while (left > 0);
    return at == from;
  }

  /** The time of the last header that was split, in microseconds since the epoch. */
  long micros() {
    return micros;
  }

  /** The header line. */
  byte[] join(long received, byte[] rest, int payloadLength) {
    if (rest.length > 0 && rest[0] == '/') {
      return Arrays.copyOfRange(rest, 1, rest.length);
    }
    int at = lengthAt(rest, 0);
    boolean taken = at >= 0 && wordEnd(rest, at) == at;
    byte[] length = taken ? Integer.toString(payloadLength).getBytes(US_ASCII) : new byte[0];
    int before = taken ? at : rest.length;
    byte[] header = new byte[REST + rest.length + length.length];
    System.arraycopy(VERSION, 0, header, 0, VERSION.length);
    time.write(received, header, VERSION.length);
    header[TIME_END] = ' ';
    System.arraycopy(rest, 0, header, REST, before);
    System.arraycopy(length, 0, header, REST + before, length.length);
    System.arraycopy(rest, before, header, REST + before + length.length, rest.length - before);
    return header;
  }
}
