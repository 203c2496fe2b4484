package io.akashi.event.internal.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Charsets;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.internal.text.Utf8;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A document as UTF-8: the sender's own bytes where they are UTF-8, else a copy.
 *
 * @param bytes holds the document in {@code [from, to)}, behind a byte order mark
 * @param note why some of it may be wrong, or null
 */
record XmlBytes(byte[] bytes, int from, int to, @Nullable String note) {
  private static final int LONGEST_DECLARATION = 200;
  private static final String ENCODING = "encoding=";
  private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
  private static final int ESCAPE = 0x1b;

  /**
   * UTF-16 when a mark or the width of the first {@code <} says so; else UTF-8 when valid or only
   * cut at the end; else as stated, else as the XML declaration says, where the bytes allow it;
   * else CP932, else windows-1252 with a note.
   *
   * @param stated what is known of the sender, or null
   */
  static XmlBytes of(byte[] bytes, int from, int to, @Nullable Charset stated) {
    Charset wide = wide(bytes, from, to);
    if (wide != null) {
      int start = bytes[from] == '<' || bytes[from] == 0 ? from : from + 2;
      return transcoded(PayloadText.read(bytes, start, to, wide));
    }
    boolean marked = to - from >= 3 && Utf8.isMark(bytes, from);
    int start = marked ? from + 3 : from;
    Charset declared = declared(bytes, start, to);
    if (ISO_2022_JP.equals(stated == null ? declared : stated) && hasEscape(bytes, start, to)) {
      return transcoded(PayloadText.read(bytes, start, to, ISO_2022_JP));
    }
    if (Utf8.isValid(bytes, start, to)) {
      return new XmlBytes(bytes, start, to, null);
    }
    if (!Utf8.isCut(bytes, start, to)) {
      for (Charset hint : new @Nullable Charset[] {stated, declared}) {
        PayloadText text = hint == null ? null : PayloadText.read(bytes, start, to, hint);
        if (text != null && text.note() == null) {
          return transcoded(text);
        }
      }
    }
    return transcoded(PayloadText.guess(bytes, start, to));
  }

  private static XmlBytes transcoded(PayloadText text) {
    byte[] utf8 = text.value().getBytes(UTF_8);
    return new XmlBytes(utf8, 0, utf8.length, text.note());
  }

  private static @Nullable Charset wide(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return null;
    }
    int pair = (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
    return switch (pair) {
      case 0xfeff, '<' -> UTF_16BE;
      case 0xfffe, '<' << 8 -> UTF_16LE;
      default -> null;
    };
  }

  private static boolean hasEscape(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ESCAPE) {
        return true;
      }
    }
    return false;
  }

  /** What {@code <?xml … encoding="…"?>} says, when it is a charset of this machine. */
  private static @Nullable Charset declared(byte[] bytes, int from, int to) {
    if (to - from < ENCODING.length() || bytes[from] != '<' || bytes[from + 1] != '?') {
      return null;
    }
    int length = Math.min(LONGEST_DECLARATION, to - from);
    String head = new String(bytes, from, length, ISO_8859_1);
    int name = head.indexOf(ENCODING) + ENCODING.length() + 1;
    int close = head.indexOf("?>");
    if (name <= ENCODING.length() || close < name) {
      return null;
    }
    int quote = head.indexOf(head.charAt(name - 1), name);
    if (quote < 0 || quote > close) {
      return null;
    }
    try {
      return Charsets.of(head.substring(name, quote));
    } catch (IllegalArgumentException unknownCharset) {
      return null;
    }
  }
}
