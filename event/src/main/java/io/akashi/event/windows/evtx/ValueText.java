package io.akashi.event.windows.evtx;

import io.akashi.event.internal.text.PayloadText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed value of binary XML as the text Windows renders it ([MS-EVEN6] 2.2.12.4 and 2.2.13). A
 * value that does not fit its type is given as hexadecimal bytes with a note, never as a guess.
 *
 * @param texts none for null, one for a value, any number for an array
 * @param array whether it is an array
 * @param note what is wrong with it, or null
 */
record ValueText(List<String> texts, boolean array, @Nullable String note) {
  static final int STRING = 0x01;
  static final int BINARY_XML = 0x21;

  private static final int ARRAY = 0x80;
  private static final int ANSI = 0x02;
  private static final int SID = 0x13;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * Bytes of a value by type from 0x00, 0 where any number is right: null, string, ANSI, eight
   * integers, two reals, bool, binary, GUID, size, FILETIME, SYSTEMTIME, SID, two hex integers.
   */
  private static final int[] SIZES = {
    0, 0, 0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 4, 0, 16, 0, 8, 16, 0, 4, 8
  };

  static ValueText of(int type, byte[] bytes, int at, int size) {
    if (type == 0) {
      return new ValueText(List.of(), false, null);
    }
    if ((type & ARRAY) != 0) {
      return array(type & ~ARRAY, bytes, at, size);
    }
    String text = size == 0 ? "" : one(type, bytes, at, size);
    if (text == null) {
      return unfit(type, bytes, at, size);
    }
    String note = size == 0 ? null : note(type, bytes, at, size);
    return new ValueText(List.of(text), false, note);
  }

  private static ValueText unfit(int type, byte[] bytes, int at, int size) {
    String note =
        "型0x%1$02xの値が読めません / value of type 0x%1$02x with %2$d bytes".formatted(type, size);
    return new ValueText(List.of(HEX.formatHex(bytes, at, at + size)), false, note);
  }

  private static @Nullable String note(int type, byte[] bytes, int at, int size) {
    return switch (type) {
      case STRING -> size % 2 == 0 ? null : "文字列の末尾が欠けています / half a character at the end of a text";
      case ANSI -> PayloadText.guess(bytes, at, ansiEnd(bytes, at, size)).note();
      default -> null;
    };
  }

  /** The text of a value of at least one byte, or null when it does not fit its type. */
  private static @Nullable String one(int type, byte[] bytes, int at, int size) {
    if (type < SIZES.length && SIZES[type] != 0 && SIZES[type] != size) {
      return null;
    }
    return switch (type) {
      case STRING -> Bytes.utf16(bytes, at, size / 2);
      case ANSI -> PayloadText.guess(bytes, at, ansiEnd(bytes, at, size)).value();
      case 0x03 -> Integer.toString(bytes[at]);
      case 0x04 -> Integer.toString(bytes[at] & 0xff);
      case 0x05 -> Integer.toString((short) Bytes.u16(bytes, at));
      case 0x06 -> Integer.toString(Bytes.u16(bytes, at));
      case 0x07 -> Integer.toString((int) Bytes.u32(bytes, at));
      case 0x08 -> Long.toString(Bytes.u32(bytes, at));
      case 0x09 -> Long.toString(Bytes.i64(bytes, at));
      case 0x0a -> Long.toUnsignedString(Bytes.i64(bytes, at));
      case 0x0b -> Float.toString(Float.intBitsToFloat((int) Bytes.u32(bytes, at)));
      case 0x0c -> Double.toString(Double.longBitsToDouble(Bytes.i64(bytes, at)));
      case 0x0d -> Bytes.u32(bytes, at) == 0 ? "false" : "true";
      case 0x0e -> HEX.formatHex(bytes, at, at + size);
      case 0x0f -> WindowsForms.guid(bytes, at);
      case 0x10, 0x20 -> sized(bytes, at, size);
      case 0x11 -> WindowsForms.fileTime(Bytes.i64(bytes, at));
      case 0x12 -> WindowsForms.systemTime(bytes, at);
      case SID -> WindowsForms.sid(bytes, at, size);
      case 0x14 -> "0x" + Long.toHexString(Bytes.u32(bytes, at));
      case 0x15 -> "0x" + Long.toHexString(Bytes.i64(bytes, at));
      case 0x23 -> size % 2 == 0 ? Bytes.utf16(bytes, at, size / 2) : null;
      default -> null;
    };
  }

  private static @Nullable String sized(byte[] bytes, int at, int size) {
    return switch (size) {
      case 4 -> "0x" + Long.toHexString(Bytes.u32(bytes, at));
      case 8 -> "0x" + Long.toHexString(Bytes.i64(bytes, at));
      default -> null;
    };
  }

  private static int ansiEnd(byte[] bytes, int at, int size) {
    int end = at + size;
    while (end > at && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private static ValueText array(int type, byte[] bytes, int at, int size) {
    List<String> texts = new ArrayList<>();
    boolean whole =
        switch (type) {
          case STRING -> strings(bytes, at, size, texts);
          case ANSI -> ansiStrings(bytes, at, size, texts);
          case SID -> sids(bytes, at, size, texts);
          default -> fixed(type, bytes, at, size, texts);
        };
    return whole ? new ValueText(texts, true, null) : unfit(type | ARRAY, bytes, at, size);
  }

  private static boolean strings(byte[] bytes, int at, int size, List<String> texts) {
    int from = at;
    int end = at + (size & ~1);
    for (int i = at; i < end; i += 2) {
      if (bytes[i] == 0 && bytes[i + 1] == 0) {
        texts.add(Bytes.utf16(bytes, from, (i - from) / 2));
        from = i + 2;
      }
    }
    if (from < end) {
      texts.add(Bytes.utf16(bytes, from, (end - from) / 2));
    }
    return size % 2 == 0;
  }

  private static boolean ansiStrings(byte[] bytes, int at, int size, List<String> texts) {
    int from = at;
    for (int i = at; i <= at + size; i++) {
      if (i == at + size ? from < i : bytes[i] == 0) {
        texts.add(PayloadText.guess(bytes, from, i).value());
        from = i + 1;
      }
    }
    return true;
  }

  private static boolean sids(byte[] bytes, int at, int size, List<String> texts) {
    int i = at;
    while (at + size - i >= WindowsForms.SHORTEST_SID) {
      int length = WindowsForms.SHORTEST_SID + 4 * (bytes[i + 1] & 0xff);
      String sid = length > at + size - i ? null : WindowsForms.sid(bytes, i, length);
      if (sid == null) {
        return false;
      }
      texts.add(sid);
      i += length;
    }
    return i == at + size;
  }

  private static boolean fixed(int type, byte[] bytes, int at, int size, List<String> texts) {
    int each = type < SIZES.length ? SIZES[type] : 0;
    if (each == 0 || size % each != 0) {
      return false;
    }
    for (int i = at; i < at + size; i += each) {
      String text = one(type, bytes, i, each);
      if (text == null) {
        return false;
      }
      texts.add(text);
    }
    return true;
  }
}
