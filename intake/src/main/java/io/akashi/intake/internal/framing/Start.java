package io.akashi.intake.internal.framing;

/** How far a place in the stream looks like the beginning of a message. */
enum Start {
  /** {@code <PRI>}, or a length, a space and {@code <PRI>}. */
  STRICT,
  /** A length and a space, then anything else. */
  WEAK,
  /** Nothing a syslog message begins with. */
  NONE,
  /** The bytes read so far do not tell. */
  UNKNOWN;

  /** Longest length prefix; a longer number is text. */
  static final int MAX_DIGITS = 9;

  private static final int MAX_PRI_DIGITS = 3;
  private static final int MAX_TRAILERS = 4;

  /** What begins at {@code at}. */
  static Start at(byte[] bytes, int at, int end) {
    if (at >= end) {
      return UNKNOWN;
    }
    if (bytes[at] == '<') {
      return pri(bytes, at, end);
    }
    if (bytes[at] == '0' || !isDigit(bytes[at])) {
      return NONE;
    }
    int i = at + 1;
    while (i < end && i - at < MAX_DIGITS && isDigit(bytes[i])) {
      i++;
    }
    if (i == end) {
      return UNKNOWN;
    }
    if (bytes[i] != ' ') {
      return NONE;
    }
    Start body = pri(bytes, i + 1, end);
    return body == NONE ? WEAK : body;
  }

  /** STRICT when {@code <}, one to three digits and {@code >} stand at {@code at}; never WEAK. */
  static Start pri(byte[] bytes, int at, int end) {
    if (at >= end) {
      return UNKNOWN;
    }
    if (bytes[at] != '<') {
      return NONE;
    }
    int i = at + 1;
    while (i < end && i - at <= MAX_PRI_DIGITS && isDigit(bytes[i])) {
      i++;
    }
    if (i == end) {
      return UNKNOWN;
    }
    return bytes[i] == '>' && i > at + 1 ? STRICT : NONE;
  }

  /** What begins at {@code at} or behind the trailers that stand there. */
  static Start behindTrailers(byte[] bytes, int at, int end) {
    int i = at;
    for (int k = 0; k < MAX_TRAILERS && i < end; k++) {
      if (bytes[i] == '\n' || bytes[i] == 0) {
        i++;
      } else if (bytes[i] == '\r' && i + 1 == end) {
        return UNKNOWN;
      } else if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        i += 2;
      } else {
        break;
      }
    }
    return at(bytes, i, end);
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
