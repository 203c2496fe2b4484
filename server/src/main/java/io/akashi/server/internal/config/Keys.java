package io.akashi.server.internal.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The keys that follow from a record: its fields in kebab case, {@code *} for a name. */
public final class Keys {
  /** Stands for a name in a key below a map. */
  static final String NAME = "*";

  private Keys() {}

  /**
   * A key that may be set.
   *
   * @param key full key, with {@code *} in place of names
   * @param component the field it fills
   */
  public record Key(String key, RecordComponent component) {}

  /** All keys of a record, in the order of its fields. */
  public static List<Key> of(String prefix, Class<? extends Record> type) {
    List<Key> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = join(prefix, component);
      Optional<Class<Record>> nested = record(component.getGenericType());
      if (nested.isPresent()) {
        keys.addAll(of(key, nested.get()));
      } else if (component.getType() == Map.class) {
        Type[] arguments =
            ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
        keys.addAll(of(key + "." + NAME, record(arguments[1]).orElseThrow()));
      } else {
        keys.add(new Key(key, component));
      }
    }
    return keys;
  }

  static String join(String prefix, RecordComponent component) {
    String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return prefix + "." + name;
  }

  /** The type as a record of settings, or empty when it is a single value. */
  @SuppressWarnings("unchecked") // checked by isRecord
  static Optional<Class<Record>> record(Type type) {
    return type instanceof Class<?> c && c.isRecord() && !Values.isValue(c)
        ? Optional.of((Class<Record>) c)
        : Optional.empty();
  }

  /**
   * The names below a map's prefix. A name may contain dots, so it is what stands between the
   * prefix and a field of the record.
   */
  static SortedSet<String> names(
      Collection<String> settings, String prefix, Class<? extends Record> type) {
    List<String> fields =
        of("", type).stream()
            .map(Key::key)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    SortedSet<String> names = new TreeSet<>();
    for (String setting : settings) {
      fields.stream()
          .filter(field -> setting.startsWith(prefix + ".") && setting.endsWith(field))
          .filter(field -> setting.length() > prefix.length() + 1 + field.length())
          .findFirst()
          .ifPresent(field ->
              names.add(setting.substring(prefix.length() + 1, setting.length() - field.length())));
    }
    return names;
  }
}
