package io.akashi.bench.internal.soak.sent;

import java.util.OptionalLong;

/**
 * The number at the end of each line of a soak, 18 digits: way, process, connection, number in that
 * connection. From it alone the whole line can be made again. Over HTTP the number is that of the
 * request times 1,000 plus the place in its body.
 */
public final class LineId {
  /** Lines of a connection have numbers below this. */
  public static final long NUMBERS = 1_000_000_000L;

  /** A body has fewer lines. */
  public static final int MOST_LINES = 1_000;

  static final int DIGITS = 18;
  private static final long CONNECTIONS = 100_000;
  private static final long PROCESSES = 1_000;

  private LineId() {}

  /** The stream, so that {@code stream * NUMBERS + n} is its n-th line. */
  public static long stream(Way way, int process, int connection) {
    if (process >= PROCESSES || connection >= CONNECTIONS) {
      throw new IllegalArgumentException("too many streams: " + process + ", " + connection);
    }
    return (way.number() * PROCESSES + process) * CONNECTIONS + connection;
  }

  public static long streamOf(long id) {
    return id / NUMBERS;
  }

  public static long numberOf(long id) {
    return id % NUMBERS;
  }

  /** The way of a stream. */
  public static Way wayOf(long stream) {
    return Way.numbered((int) (stream / (PROCESSES * CONNECTIONS)));
  }

  /** Lines in the body of a request: the same each time it is asked. */
  public static int lines(long stream, long request) {
    long mixed = (stream * 31 + request) * 0x9E3779B97F4A7C15L;
    int draw = (int) (mixed >>> 40) & 0xFF;
    return draw < 8 ? 400 + draw : 1 + draw % 64;
  }

  /** The id at the end of a payload, or empty when there is none of ours. */
  public static OptionalLong at(byte[] payload, int length) {
    int start = length - DIGITS;
    if (start < 1 || isDigit(payload[start - 1])) {
      return OptionalLong.empty();
    }
    long id = 0;
    for (int i = start; i < length; i++) {
      if (!isDigit(payload[i])) {
        return OptionalLong.empty();
      }
      id = 10 * id + payload[i] - '0';
    }
    boolean known = Way.isNumbered((int) (id / (NUMBERS * CONNECTIONS * PROCESSES)));
    return known ? OptionalLong.of(id) : OptionalLong.empty();
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }
}
