package io.akashi.event.windows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Values in the order in which they were said; a name may come again. Belongs to one thread. */
final class NamedValues {
  private static final int ROOM = 32;

  private final List<String> names = new ArrayList<>(ROOM);
  private final List<String> values = new ArrayList<>(ROOM);
  // Rules ask for a dozen names, and of each name of the data whether it is one of System.
  private final Map<String, String> first = HashMap.newHashMap(ROOM);

  void add(String name, String value) {
    names.add(name);
    values.add(value);
    first.putIfAbsent(name, value);
  }

  /** The first value of that name, or null. */
  @Nullable String first(String name) {
    return first.get(name);
  }

  void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), values.get(i));
    }
  }
}
