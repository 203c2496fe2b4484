package io.akashi.intake.internal.framing;

import io.akashi.intake.Framing;

/**
 * Octet counting, RFC 6587 section 3.4.1, with the lengths real senders get wrong.
 *
 * <p>The length is believed unless what follows the frame cannot be the beginning of a message.
 * Nothing inside a payload can refute it: otherwise whoever can write a user name into a log could
 * forge an entry.
 */
final class OctetFraming {
  /** Recovery may look at each byte read this often; more would let a sender burn our time. */
  private static final long WORK_PER_BYTE = 64;

  private static final long WORK_AT_START = 1 << 20;

  private final int maxMessage;
  private final NextStart nextStart;
  private long work;
  private long taken;

  // Bytes of the present over-long frame that are still to come, its length, its pieces so far.
  private int left;
  private int statedLeft;
  private int parts;

  OctetFraming(int maxMessage) {
    this.maxMessage = maxMessage;
    this.nextStart = new NextStart(maxMessage);
  }

  /** Whether the window begins inside an over-long frame. */
  boolean insideFrame() {
    return left > 0;
  }

  /**
   * Takes the frame at the beginning of the window.
   *
   * @param afterLine whether the message before was a line, so that a number is more likely text
   */
  Answer take(Window w, End e, boolean afterLine, Cut cut) {
    byte[] bytes = w.bytes;
    int p = w.start;
    int n = 0;
    while (p < w.end && p - w.start < Start.MAX_DIGITS && Start.isDigit(bytes[p])) {
      n = n * 10 + (bytes[p++] - '0');
    }
    if (p == w.end) {
      return e.isFinal() ? Answer.NO : Answer.MORE;
    }
    if (bytes[p++] != ' ') {
      return Answer.NO;
    }
    Start body = Start.pri(bytes, p, Math.min(w.end, p + n));
    if (body == Start.UNKNOWN && n > w.end - p && !e.isFinal()) {
      return Answer.MORE;
    }
    boolean weak = body != Start.STRICT;
    if (weak && (afterLine || n > maxMessage)) {
      return Answer.NO;
    }
    if (n > maxMessage) {
      return firstPiece(w, e, p, n, cut);
    }
    if (n > w.end - p) {
      return unfinished(w, e, p, n, weak, cut);
    }
    return switch (Start.behindTrailers(bytes, p + n, w.end)) {
      case STRICT, WEAK -> take(cut, p, n);
      case UNKNOWN -> e == End.OPEN ? Answer.MORE_OR_PAUSE : take(cut, p, n);
      case NONE -> recover(w, e, p, n, weak, cut);
    };
  }

  private Answer take(Cut cut, int p, int n) {
    cut.set(p, p + n, p + n, Framing.OCTET);
    taken += n;
    return Answer.TAKEN;
  }

  /** The frame is longer than what was read. */
  private Answer unfinished(Window w, End e, int p, int n, boolean weak, Cut cut) {
    if (e != End.CLOSED) {
      return weak && e == End.STALLED ? Answer.NO : w.want(p + n);
    }
    if (weak) {
      return Answer.NO;
    }
    int next = nextStart.find(w.bytes, p, w.end, w.end, e);
    if (nextStart.verified) {
      return cutShort(w, p, next, n, cut);
    }
    cut.set(p, w.end, w.end, Framing.OCTET);
    cut.truncated = true;
    cut.stated = n;
    return Answer.TAKEN;
  }

  /** The length was refuted by what follows the frame. */
  private Answer recover(Window w, End e, int p, int n, boolean weak, Cut cut) {
    if (work > WORK_AT_START + WORK_PER_BYTE * taken) {
      return weak ? Answer.NO : take(cut, p, n);
    }
    work += n;
    Answer counted = recount(w, e, p, n, cut);
    if (counted != Answer.NO) {
      return counted;
    }
    if (weak) {
      return Answer.NO;
    }
    int next = nextStart.find(w.bytes, p, p + n, w.end, e);
    if (next == NextStart.WAIT) {
      return Answer.MORE_OR_PAUSE;
    }
    return next == NextStart.NONE ? take(cut, p, n) : cutShort(w, p, next, n, cut);
  }

  /** Reads the length as a number of UTF-16 units, then of code points. */
  private Answer recount(Window w, End e, int p, int n, Cut cut) {
    int units = Scan.countUtf16(w.bytes, p, w.end, n);
    Answer answer = counted(w, e, p, n, units, Framing.OCTET_UTF16, cut);
    if (answer != Answer.NO) {
      return answer;
    }
    int chars = Scan.countChars(w.bytes, p, w.end, n);
    return chars == units ? Answer.NO : counted(w, e, p, n, chars, Framing.OCTET_CHARS, cut);
  }

  private Answer counted(Window w, End e, int p, int n, int to, String framing, Cut cut) {
    if (to == Scan.NOT_UTF8 || to == p + n || to - p > maxMessage) {
      return Answer.NO;
    }
    if (to < 0) {
      return e.isFinal() || w.end - p > maxMessage ? Answer.NO : w.want(w.end - to);
    }
    Start next = Start.behindTrailers(w.bytes, to, w.end);
    if (next == Start.NONE) {
      return Answer.NO;
    }
    if (next == Start.UNKNOWN && e == End.OPEN) {
      return Answer.MORE_OR_PAUSE;
    }
    cut.set(p, to, to, framing);
    cut.repaired = true;
    cut.stated = n;
    taken += to - p;
    return Answer.TAKEN;
  }

  /** The body ends before its length, where the message at {@code next} begins. */
  private Answer cutShort(Window w, int p, int next, int n, Cut cut) {
    byte[] bytes = w.bytes;
    int to = next;
    String framing = Framing.OCTET_CUT;
    if (bytes[next] == '<') {
      // Found as a line: the line's trailer is not payload.
      to = next - 2 >= p && bytes[next - 2] == '\r' ? next - 2 : next - 1;
      framing = to == next - 2 ? Framing.CRLF : Framing.LF;
    }
    cut.set(p, to, next, framing);
    cut.repaired = true;
    cut.truncated = framing.equals(Framing.OCTET_CUT);
    cut.stated = n;
    cut.findsNext = true;
    taken += to - p;
    return Answer.TAKEN;
  }

  private Answer firstPiece(Window w, End e, int p, int n, Cut cut) {
    if (w.end - p < maxMessage && !e.isFinal()) {
      return w.want(p + maxMessage);
    }
    parts = 0;
    statedLeft = n;
    return piece(w, e, p, n, cut);
  }

  /** Goes on inside an over-long frame. */
  Answer takePiece(Window w, End e, Cut cut) {
    int length = Math.min(left, maxMessage);
    if (w.length() < length && !e.isFinal()) {
      return w.want(w.start + length);
    }
    return piece(w, e, w.start, left, cut);
  }

  private Answer piece(Window w, End e, int p, int n, Cut cut) {
    int length = Math.min(Math.min(n, maxMessage), w.end - p);
    boolean cutOff = length < maxMessage && length < n;
    int next = nextStart.find(w.bytes, p, p + length, w.end, e);
    if (next > p && (nextStart.verified || w.bytes[next] == '<')) {
      left = 0;
      cutShort(w, p, next, statedLeft, cut);
    } else {
      left = cutOff ? 0 : n - length;
      cut.set(p, p + length, p + length, left > 0 ? Framing.PART : Framing.OCTET);
      cut.truncated = true;
      cut.stated = statedLeft;
      taken += length;
    }
    if (parts > 0 || left > 0) {
      cut.part = ++parts;
    }
    return Answer.TAKEN;
  }
}
