package io.akashi.event.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event keeps under the sender's own names: the column {@code fields}. A name said several
 * times keeps all its values, in order, as an array. Belongs to one thread.
 *
 * <p>Names are kept sorted in one array: an event has some dozens of them.
 */
public final class Fields {
  /** More names than this would be a way to fill the memory; the payload has them all. */
  private static final int MOST_NAMES = 1_000;

  private static final int FIRST_ROOM = 16;

  private String[] names = new String[FIRST_ROOM];
  private Object[] values = new Object[FIRST_ROOM];
  private int count;
  private boolean full;
  private int size;

  /** Keeps a text; null and the empty text say nothing. */
  public Fields put(String name, @Nullable String value) {
    return value == null || value.isEmpty() ? this : keep(name, value);
  }

  /** Keeps a whole number. */
  public Fields put(String name, long value) {
    return keep(name, value);
  }

  /** Whether a name was left out because there were too many. */
  public boolean isFull() {
    return full;
  }

  private Fields keep(String name, Object value) {
    size += name.length() + (value instanceof String text ? text.length() : 0) + 8;
    int at = Arrays.binarySearch(names, 0, count, name);
    if (at >= 0) {
      if (values[at] instanceof Several several) {
        several.add(value);
      } else {
        values[at] = new Several(values[at], value);
      }
    } else if (count >= MOST_NAMES) {
      full = true;
    } else {
      insert(-at - 1, name, value);
    }
    return this;
  }

  private void insert(int at, String name, Object value) {
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    System.arraycopy(names, at, names, at + 1, count - at);
    System.arraycopy(values, at, values, at + 1, count - at);
    names[at] = name;
    values[at] = value;
    count++;
  }

  /** The JSON object with sorted names, or null when nothing was kept. */
  public @Nullable String toJson() {
    if (count == 0) {
      return null;
    }
    StringBuilder out = new StringBuilder(size);
    char separator = '{';
    for (int i = 0; i < count; i++) {
      JsonText.quote(out.append(separator), names[i]);
      append(out.append(':'), values[i]);
      separator = ',';
    }
    return out.append('}').toString();
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case String text -> JsonText.quote(out, text);
      case Several several -> several.append(out);
      default -> out.append(value);
    }
  }

  /** The values of a name that was said more than once. */
  private static final class Several {
    private final List<Object> values;

    Several(Object first, Object second) {
      values = new ArrayList<>(List.of(first, second));
    }

    void add(Object value) {
      values.add(value);
    }

    void append(StringBuilder out) {
      char separator = '[';
      for (Object value : values) {
        Fields.append(out.append(separator), value);
        separator = ',';
      }
      out.append(']');
    }
  }
}
