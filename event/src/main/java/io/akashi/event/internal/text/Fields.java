package io.akashi.event.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an event keeps under the sender's own names: the column {@code fields}. A name said several
 * times keeps all its values, in order, as an array. Belongs to one thread.
 */
public final class Fields {
  /** More names than this would be a way to fill the memory; the payload has them all. */
  private static final int MOST_NAMES = 1_000;

  private final Map<String, Object> values = new TreeMap<>();
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
    if (values.size() >= MOST_NAMES && !values.containsKey(name)) {
      full = true;
      return this;
    }
    Object before = values.putIfAbsent(name, value);
    if (before instanceof Several several) {
      several.add(value);
    } else if (before != null) {
      values.put(name, new Several(before, value));
    }
    return this;
  }

  /** The JSON object with sorted names, or null when nothing was kept. */
  public @Nullable String toJson() {
    if (values.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder(size);
    char separator = '{';
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      JsonText.quote(out.append(separator), entry.getKey());
      append(out.append(':'), entry.getValue());
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
