package io.akashi.server.internal.config;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A configuration as flat keys and what they are set to, defaults included. Stateless. */
public final class SettingValues {
  private SettingValues() {}

  /** Keys as in the configuration file; an option that is not set has the empty text. */
  public static SortedMap<String, String> of(String prefix, Record settings) {
    SortedMap<String, String> values = new TreeMap<>();
    add(prefix, settings, values);
    return values;
  }

  private static void add(String prefix, Record settings, SortedMap<String, String> into) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      String key = Keys.join(prefix, component);
      switch (value(component, settings)) {
        case Map<?, ?> map ->
            map.forEach((name, each) -> add(key + "." + name, (Record) each, into));
        case Record nested when !Values.isValue(nested.getClass()) -> add(key, nested, into);
        case Optional<?> option -> into.put(key, option.map(String::valueOf).orElse(""));
        case Object value -> into.put(key, value.toString());
      }
    }
  }

  private static Object value(RecordComponent component, Record settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a settings record is public: " + settings.getClass(), e);
    }
  }
}
