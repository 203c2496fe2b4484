package io.akashi.register.internal.entry;

import io.akashi.event.EventJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON whose names stand in their order, so that the same value is always the same text. */
final class JsonOut {
  private JsonOut() {}

  /** Text, Long, Integer, Boolean, null, lists and maps of them. */
  static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder(256);
    write(out, value);
    return out.toString();
  }

  /** An object whose members keep the order they have. */
  static String inOrder(Map<String, Object> members) {
    StringBuilder out = new StringBuilder(256);
    members(out, members);
    return out.toString();
  }

  private static void write(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case String text -> EventJson.quote(out, text);
      case Map<?, ?> map -> members(out, new TreeMap<>(map));
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          out.append(separator);
          write(out, item);
          separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case null, default -> out.append(value);
    }
  }

  private static void members(StringBuilder out, Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      EventJson.quote(out, String.valueOf(entry.getKey()));
      out.append(':');
      write(out, entry.getValue());
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }
}
