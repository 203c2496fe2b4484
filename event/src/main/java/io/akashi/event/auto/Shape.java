package io.akashi.event.auto;

import io.akashi.event.EntryUnit;
import io.akashi.event.windows.evtx.EvtxMarks;

/** What a message looks like from its first bytes. */
enum Shape {
  /** Chunks of a Windows event log. */
  EVTX(EntryUnit.EVTX_CHUNK),
  /** Begins with a tag, a declaration or a comment. */
  XML(EntryUnit.XML_ELEMENT),
  /** Begins with a brace, in a file also with a bracket. */
  JSON(EntryUnit.JSON_VALUE),
  TEXT(EntryUnit.LINE);

  private final EntryUnit unit;

  Shape(EntryUnit unit) {
    this.unit = unit;
  }

  /** What one entry of such a file is. */
  EntryUnit unit() {
    return unit;
  }

  /** The shape of {@code bytes[from, to)}. */
  static Shape of(byte[] bytes, int from, int to) {
    if (EvtxMarks.isFile(bytes, from, to) || EvtxMarks.isChunk(bytes, from, to)) {
      return EVTX;
    }
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
    if (at >= to) {
      return TEXT;
    }
    return switch (bytes[at]) {
      case '<' -> at + 1 < to && isMarkup(bytes[at + 1]) ? XML : TEXT;
      case '{' -> JSON;
      case '[' -> isJsonArray(bytes, at + 1, to) ? JSON : TEXT;
      default -> TEXT;
    };
  }

  // A digit behind it is the PRI of a syslog message.
  private static boolean isMarkup(byte b) {
    return b == '?' || b == '!' || b == '_' || Character.isLetter(b & 0xff);
  }

  // "[Sun Nov 22" is a line of a web server.
  private static boolean isJsonArray(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] > ' ' || bytes[at] < 0) {
        return bytes[at] == '{' || bytes[at] == ']';
      }
    }
    return false;
  }
}
