package io.akashi.event.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Values in the order in which they were said; a name may come again. Belongs to one thread. */
final class NamedValues {
  private final List<String> names = new ArrayList<>(32);
  private final List<String> values = new ArrayList<>(32);

  void add(String name, String value) {
    names.add(name);
    values.add(value);
  }

  /** The first value of that name, or null. */
  @Nullable String first(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        return values.get(i);
      }
    }
    return null;
  }

  void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), values.get(i));
    }
  }
}
