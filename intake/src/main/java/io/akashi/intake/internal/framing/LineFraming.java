package io.akashi.intake.internal.framing;

import io.akashi.intake.Framing;
import org.jspecify.annotations.Nullable;

/**
 * Messages without a length: ended by a trailer (RFC 6587 section 3.4.2), by the end tag of an XML
 * document of several lines, by the silence of the sender, or by the end of the connection.
 */
final class LineFraming {
  private static final int LONGEST_BARE_HEADER = 256;
  private static final int MOST_SPACES_IN_BARE_HEADER = 4;

  private final int maxMessage;
  private final NextStart nextStart;

  // All relative to the start of the window.
  private int scanned;
  private int documentAt = -1;
  private byte @Nullable [] endTag;

  private int parts;
  private boolean trailersSeen;

  LineFraming(int maxMessage) {
    this.maxMessage = maxMessage;
    this.nextStart = new NextStart(maxMessage);
  }

  /** Whether the window begins inside a message whose framing is decided. */
  boolean insideMessage() {
    return parts > 0 || documentAt >= 0;
  }

  /**
   * Takes the message at the beginning of the window.
   *
   * @param afterFrame whether an octet frame ended directly before
   */
  Answer take(Window w, End e, boolean afterFrame, Cut cut) {
    Answer answer = find(w, e, afterFrame, cut);
    if (answer == Answer.TAKEN) {
      scanned = 0;
      documentAt = -1;
      endTag = null;
    }
    return answer;
  }

  private Answer find(Window w, End e, boolean afterFrame, Cut cut) {
    if (documentAt >= 0) {
      return document(w, e, cut);
    }
    if (afterFrame && Start.at(w.bytes, w.start, w.end) == Start.NONE) {
      return rest(w, e, cut);
    }
    byte[] bytes = w.bytes;
    int i = w.start + scanned;
    while (true) {
      i = Scan.lineEnd(bytes, i, w.end);
      scanned = i - w.start;
      if (i == w.end) {
        return unterminated(w, e, cut);
      }
      if (bytes[i] == '\n') {
        return line(w, e, i, cut);
      }
      Start next = Start.behindTrailers(bytes, i + 1, w.end);
      if (next == Start.UNKNOWN && e == End.OPEN) {
        return w.length() > maxMessage + 1 ? piece(w, cut) : Answer.MORE_OR_PAUSE;
      }
      if (next == Start.STRICT || next == Start.UNKNOWN) {
        return end(w, i, i + 1, Framing.NUL, cut);
      }
      i++;
    }
  }

  private Answer line(Window w, End e, int lf, Cut cut) {
    byte[] bytes = w.bytes;
    int s = w.start;
    if (parts == 0 && bytes[s] == '<' && Start.at(bytes, lf + 1, w.end) != Start.STRICT) {
      int begin = XmlDocument.beginUnfinished(bytes, s, lf);
      if (begin < 0 && isBareHeader(bytes, s, lf)) {
        if (Scan.startsWith(bytes, lf + 1, w.end, XmlDocument.DECLARATION)) {
          begin = lf + 1;
        } else if (e == End.OPEN
            && Scan.mayStartWith(bytes, lf + 1, w.end, XmlDocument.DECLARATION)) {
          return Answer.MORE_OR_PAUSE;
        }
      }
      if (begin >= 0) {
        documentAt = begin - s;
        return document(w, e, cut);
      }
    }
    return endAtLineFeed(w, lf, cut);
  }

  private Answer endAtLineFeed(Window w, int lf, Cut cut) {
    boolean cr = lf > w.start && w.bytes[lf - 1] == '\r';
    return end(w, cr ? lf - 1 : lf, lf + 1, cr ? Framing.CRLF : Framing.LF, cut);
  }

  /** A priority, a time and a host name, and then nothing: the message follows on the next line. */
  private static boolean isBareHeader(byte[] bytes, int from, int to) {
    if (to - from > LONGEST_BARE_HEADER || Start.pri(bytes, from, to) != Start.STRICT) {
      return false;
    }
    int spaces = 0;
    for (int i = from; i < to; i++) {
      spaces += bytes[i] == ' ' ? 1 : 0;
    }
    return spaces <= MOST_SPACES_IN_BARE_HEADER;
  }

  /** Ends the message at {@code to}, or at the limit when it is longer. */
  private Answer end(Window w, int to, int next, String framing, Cut cut) {
    if (to - w.start > maxMessage) {
      return piece(w, cut);
    }
    cut.set(w.start, to, next, framing);
    if (parts > 0) {
      cut.part = ++parts;
      cut.truncated = true;
      parts = 0;
    }
    trailersSeen |= next > to;
    return Answer.TAKEN;
  }

  private Answer piece(Window w, Cut cut) {
    int to = w.start + maxMessage;
    cut.set(w.start, to, to, Framing.PART);
    cut.part = ++parts;
    cut.truncated = true;
    return Answer.TAKEN;
  }

  private Answer unterminated(Window w, End e, Cut cut) {
    // One more than the limit: a CR that may belong to the trailer.
    if (w.length() > maxMessage + 1) {
      return piece(w, cut);
    }
    return switch (e) {
      case OPEN -> w.bytes[w.end - 1] == '>' ? Answer.MORE_OR_PAUSE : Answer.MORE;
      case QUIET -> endsWithDocument(w) ? end(w, w.end, w.end, Framing.XML, cut) : Answer.MORE;
      case STALLED -> end(w, w.end, w.end, Framing.QUIET, cut);
      case CLOSED -> {
        Answer answer = end(w, w.end, w.end, Framing.EOF, cut);
        cut.truncated |= trailersSeen;
        yield answer;
      }
    };
  }

  private static boolean endsWithDocument(Window w) {
    if (w.bytes[w.start] != '<') {
      return false;
    }
    int begin = XmlDocument.begin(w.bytes, w.start, w.end);
    return begin >= 0 && XmlDocument.end(w.bytes, begin, w.end) == w.end;
  }

  /** Looks for the end of a document that began in an earlier line. */
  private Answer document(Window w, End e, Cut cut) {
    byte[] bytes = w.bytes;
    int begin = w.start + documentAt;
    if (endTag == null) {
      endTag = XmlDocument.endTag(bytes, begin, w.end);
    }
    int from = Math.max(begin, w.start + scanned);
    while (from < w.end) {
      int lf = Scan.lineFeed(bytes, from, w.end);
      if (endTag != null) {
        int at = Scan.indexOf(bytes, Math.max(begin, from - endTag.length), lf, endTag);
        if (at >= 0) {
          return behindDocument(w, e, at + endTag.length, cut);
        }
      }
      Start next = lf == w.end ? Start.UNKNOWN : Start.at(bytes, lf + 1, w.end);
      if (next == Start.STRICT) {
        Answer answer = endAtLineFeed(w, lf, cut);
        cut.framing = cut.part > 0 ? cut.framing : Framing.XML;
        cut.truncated = true;
        return answer;
      }
      from = lf;
      if (next == Start.UNKNOWN) {
        break;
      }
      from++;
    }
    scanned = from - w.start;
    if (w.length() > maxMessage) {
      return piece(w, cut);
    }
    if (!e.isFinal()) {
      return Answer.MORE;
    }
    Answer answer = end(w, w.end, w.end, Framing.XML, cut);
    cut.truncated = true;
    return answer;
  }

  private Answer behindDocument(Window w, End e, int at, Cut cut) {
    byte[] bytes = w.bytes;
    boolean lastByte = at == w.end || (at + 1 == w.end && bytes[at] == '\r');
    Start next = Start.at(bytes, at, w.end);
    if ((lastByte || next == Start.UNKNOWN) && e == End.OPEN) {
      return Answer.MORE_OR_PAUSE;
    }
    if (at == w.end || next != Start.NONE) {
      return end(w, at, at, Framing.XML, cut);
    }
    int lf = bytes[at] == 0 ? at : Scan.lineFeed(bytes, at, w.end);
    if (lf == w.end) {
      // Text behind a document, without an end: bounded like any line.
      boolean ends = e.isFinal() || w.length() > maxMessage;
      return ends ? end(w, lf, lf, Framing.XML, cut) : Answer.MORE;
    }
    int to = lf > at && bytes[lf - 1] == '\r' ? lf - 1 : lf;
    return end(w, to, lf + 1, Framing.XML, cut);
  }

  /** Bytes behind an octet frame with which no message begins. */
  private Answer rest(Window w, End e, Cut cut) {
    int lf = Scan.lineFeed(w.bytes, w.start, w.end);
    int next = nextStart.find(w.bytes, w.start, lf, w.end, e);
    if (next > 0 && next - w.start <= maxMessage) {
      cut.set(w.start, next, next, Framing.REST);
      cut.findsNext = true;
      return Answer.TAKEN;
    }
    if (w.length() > maxMessage) {
      return piece(w, cut);
    }
    if (lf < w.end) {
      return end(w, lf, lf + 1, Framing.REST, cut);
    }
    if (e.isFinal()) {
      return end(w, w.end, w.end, Framing.REST, cut);
    }
    return next == NextStart.WAIT ? Answer.MORE_OR_PAUSE : Answer.MORE;
  }
}
