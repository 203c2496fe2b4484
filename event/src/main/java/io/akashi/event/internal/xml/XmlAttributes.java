package io.akashi.event.internal.xml;

import io.akashi.event.internal.text.CellCache;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The attributes of one start tag; values become text when asked for. Reused from tag to tag. */
final class XmlAttributes {
  private final byte[] bytes;
  private final int end;
  private final XmlText values;
  private final CellCache cache;
  private int count;
  private String[] names = new String[16];
  private int[] from = new int[16];
  private int[] to = new int[16];
  private @Nullable String defect;

  XmlAttributes(byte[] bytes, int end, XmlText values, CellCache cache) {
    this.bytes = bytes;
    this.end = end;
    this.values = values;
    this.cache = cache;
  }

  /**
   * Reads from behind the name of the element.
   *
   * @return the index of the {@code >} or {@code />}, or of the {@link #defect}
   */
  int read(int behindName) {
    count = 0;
    defect = null;
    int at = behindName;
    while (true) {
      int name = afterSpace(bytes, at, end);
      if (name == end) {
        return defect(name, "タグの途中で切れています / cut off inside the tag");
      }
      if (bytes[name] == '>' || (bytes[name] == '/' && name + 1 < end && bytes[name + 1] == '>')) {
        return name;
      }
      at = attribute(name);
      if (defect != null) {
        return at;
      }
    }
  }

  private int attribute(int name) {
    int nameEnd = nameEnd(bytes, name, end);
    int equals = afterSpace(bytes, nameEnd, end);
    int quote = equals < end && bytes[equals] == '=' ? afterSpace(bytes, equals + 1, end) : end;
    if (nameEnd == end || equals == end || (bytes[equals] == '=' && quote == end)) {
      return defect(name, "タグの途中で切れています / cut off inside the tag");
    }
    if (nameEnd == name || quote == end || (bytes[quote] != '"' && bytes[quote] != '\'')) {
      return defect(name, "属性が正しくありません / not an attribute in the tag");
    }
    int close = indexOf(bytes, (char) bytes[quote], quote + 1, end);
    if (close < 0 || indexOf(bytes, '<', quote + 1, close) >= 0) {
      return defect(name, "属性の値が閉じていません / a value is not closed in the tag");
    }
    if (count == XmlReader.MOST_ATTRIBUTES) {
      return defect(name, "属性が多すぎます / too many attributes in the tag");
    }
    keep(cache.text(bytes, name, nameEnd), quote + 1, close);
    return close + 1;
  }

  private void keep(String name, int valueFrom, int valueTo) {
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
    }
    names[count] = name;
    from[count] = valueFrom;
    to[count] = valueTo;
    count++;
  }

  private int defect(int at, String what) {
    defect = what;
    return at;
  }

  /** Why the tag could not be read to its end, or null. */
  @Nullable String defect() {
    return defect;
  }

  int count() {
    return count;
  }

  String name(int i) {
    return names[i];
  }

  String value(int i) {
    return values.attribute(from[i], to[i]);
  }

  @Nullable String value(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return value(i);
      }
    }
    return null;
  }

  /** The index of the first byte that cannot be part of a name. */
  static int nameEnd(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && isName(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isName(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == ':'
        || b < 0;
  }

  static int afterSpace(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end
        && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  static int indexOf(byte[] bytes, char wanted, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
