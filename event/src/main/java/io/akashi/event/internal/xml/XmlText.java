package io.akashi.event.internal.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.internal.text.CellCache;

/**
 * Character data of a document as text: the five predefined entities and numeric references (XML
 * 1.0, 4.1 and 4.6), line ends (2.11) and the white space of attributes (3.3.3). No other entity is
 * expanded. Belongs to one thread.
 */
final class XmlText {
  /** A value is no longer than this in bytes; the payload has the rest. */
  static final int LONGEST = 65_536;

  private static final CellCache CACHE = new CellCache();
  private static final int LONGEST_REFERENCE = 10;

  private final byte[] bytes;
  private boolean cut;
  private boolean unknownReference;

  XmlText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether a value was longer than {@link #LONGEST}. */
  boolean cut() {
    return cut;
  }

  /** Whether a reference was left as it stands. */
  boolean unknownReference() {
    return unknownReference;
  }

  /** What stands in a CDATA section. */
  String plain(int from, int to) {
    return CACHE.text(bytes, from, bounded(from, to));
  }

  /** What stands between tags. */
  String text(int from, int to) {
    return resolved(from, bounded(from, to), false);
  }

  /** What stands between the quotes of an attribute. */
  String attribute(int from, int to) {
    return resolved(from, bounded(from, to), true);
  }

  private int bounded(int from, int to) {
    if (to - from <= LONGEST) {
      return to;
    }
    cut = true;
    int end = from + LONGEST;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return end;
  }

  private String resolved(int from, int to, boolean attribute) {
    int special = special(from, to, attribute);
    if (special == to) {
      return CACHE.text(bytes, from, to);
    }
    StringBuilder out = new StringBuilder(to - from);
    int plain = from;
    while (special < to) {
      out.append(new String(bytes, plain, special - plain, UTF_8));
      plain = bytes[special] == '&' ? reference(out, special, to) : space(out, special, attribute);
      special = special(plain, to, attribute);
    }
    return out.append(new String(bytes, plain, to - plain, UTF_8)).toString();
  }

  private int special(int from, int to, boolean attribute) {
    int i = from;
    while (i < to) {
      byte b = bytes[i];
      if (b == '&' || b == '\r' || (attribute && (b == '\n' || b == '\t'))) {
        return i;
      }
      i++;
    }
    return to;
  }

  /** CR LF is one line end; in an attribute every white space is a space. */
  private int space(StringBuilder out, int at, boolean attribute) {
    out.append(attribute ? ' ' : '\n');
    boolean pair = bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n';
    return pair ? at + 2 : at + 1;
  }

  /** Appends what {@code &…;} stands for, or the ampersand itself; gives the index behind it. */
  private int reference(StringBuilder out, int at, int to) {
    int end = at + 1;
    int limit = Math.min(to, at + LONGEST_REFERENCE + 1);
    while (end < limit && bytes[end] != ';') {
      end++;
    }
    int character = end < limit ? character(at + 1, end) : -1;
    if (character < 0) {
      unknownReference = true;
      out.append('&');
      return at + 1;
    }
    out.appendCodePoint(character);
    return end + 1;
  }

  private int character(int from, int to) {
    if (to - from > 1 && bytes[from] == '#') {
      boolean hex = bytes[from + 1] == 'x';
      return number(from + (hex ? 2 : 1), to, hex ? 16 : 10);
    }
    return switch (CACHE.text(bytes, from, to)) {
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> -1;
    };
  }

  private int number(int from, int to, int radix) {
    int value = from < to ? 0 : -1;
    for (int i = from; i < to && value >= 0; i++) {
      int digit = Character.digit(bytes[i], radix);
      value = digit < 0 ? -1 : value * radix + digit;
      if (value > Character.MAX_CODE_POINT) {
        return -1;
      }
    }
    boolean control = value < ' ' && value != '\t' && value != '\n' && value != '\r';
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    return control || surrogate ? -1 : value;
  }
}
