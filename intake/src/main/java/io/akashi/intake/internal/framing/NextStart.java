package io.akashi.intake.internal.framing;

/**
 * Searches the place where a message begins inside bytes that a wrong length claims. A place is
 * <em>verified</em> when the frame that begins there ends where yet another message begins.
 */
final class NextStart {
  /** Answer of {@link #find}: there is no such place. */
  static final int NONE = -1;

  /** Answer of {@link #find}: it takes more bytes to tell. */
  static final int WAIT = -2;

  /** Unverified places looked at before the first one is believed; bounds the work. */
  private static final int MOST_CANDIDATES = 16;

  private final int maxMessage;
  private int fallback;
  private boolean wait;

  /** Whether the place found last is verified. */
  boolean verified;

  NextStart(int maxMessage) {
    this.maxMessage = maxMessage;
  }

  /**
   * The first verified place in {@code [from, to)}, else the first place at all.
   *
   * @param end end of the bytes read
   */
  int find(byte[] bytes, int from, int to, int end, End e) {
    fallback = NONE;
    wait = false;
    verified = false;
    int candidates = 0;
    for (int i = from + 1; i < to && candidates < MOST_CANDIDATES; i++) {
      if (bytes[i] != '<') {
        continue;
      }
      Start pri = Start.pri(bytes, i, end);
      if (pri == Start.UNKNOWN) {
        wait = true;
      } else if (pri == Start.STRICT) {
        int place = candidate(bytes, from, i, end, e);
        if (verified) {
          return place;
        }
        candidates++;
      }
    }
    return wait && !e.isFinal() ? WAIT : fallback;
  }

  /** Looks at the place before a {@code <PRI>} at {@code pri}; returns it when verified. */
  private int candidate(byte[] bytes, int from, int pri, int end, End e) {
    if (bytes[pri - 1] == '\n') {
      believe(pri);
      return NONE;
    }
    if (bytes[pri - 1] != ' ') {
      return NONE;
    }
    int first = pri - 1;
    while (first > from && pri - first <= Start.MAX_DIGITS && Start.isDigit(bytes[first - 1])) {
      first--;
    }
    // The text before may end in a digit itself, so every tail of the number is tried.
    for (int start = first; start < pri - 1; start++) {
      if (bytes[start] == '0') {
        continue;
      }
      int length = number(bytes, start, pri - 1);
      if (length <= maxMessage) {
        believe(start);
        if (ends(bytes, pri + length, end, e)) {
          verified = true;
          return start;
        }
      }
    }
    return NONE;
  }

  private void believe(int place) {
    if (fallback == NONE) {
      fallback = place;
    }
  }

  /** Whether a message can begin at {@code at}, the end of a frame. */
  private boolean ends(byte[] bytes, int at, int end, End e) {
    if (at > end) {
      wait = true;
      return false;
    }
    Start next = Start.behindTrailers(bytes, at, end);
    if (next == Start.UNKNOWN && e == End.OPEN) {
      wait = true;
    }
    return next == Start.STRICT || (next == Start.UNKNOWN && e != End.OPEN);
  }

  private static int number(byte[] bytes, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }
}
