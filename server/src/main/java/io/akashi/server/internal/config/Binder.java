package io.akashi.server.internal.config;

import io.akashi.server.config.ConfigurationException;
import io.akashi.server.config.Default;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Binds settings to a record, field by field, and leaves nothing over. A field is a value, an
 * {@link Optional} or {@link List} of values, another record, or a {@link Map} of names to records.
 */
public final class Binder {
  private final Map<String, Setting> settings;
  private final Set<String> used = new TreeSet<>();

  public Binder(Map<String, Setting> settings) {
    this.settings = new TreeMap<>(settings);
  }

  /**
   * @param prefix first part of the keys, without a dot at its end
   * @throws ConfigurationException when keys are unknown or values are not of their field's type;
   *     it names all of them
   */
  public <R extends Record> R bind(String prefix, Class<R> type) throws ConfigurationException {
    Wrongs wrongs = new Wrongs();
    Optional<R> record = wrongs.unless(() -> bindRecord(prefix, type));
    for (Setting setting : settings.values()) {
      if (!used.contains(setting.key())) {
        wrongs.add(UnknownKey.of(setting, prefix, type));
      }
    }
    wrongs.raise();
    return record.orElseThrow();
  }

  private <R extends Record> R bindRecord(String prefix, Class<R> type)
      throws ConfigurationException {
    Wrongs wrongs = new Wrongs();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = Keys.join(prefix, component);
      wrongs.unless(() -> bindField(key, component)).ifPresent(values::add);
    }
    wrongs.raise();
    return make(prefix, type, values.toArray());
  }

  private Object bindField(String key, RecordComponent component) throws ConfigurationException {
    Type type = component.getGenericType();
    if (Keys.record(type).isPresent()) {
      return bindRecord(key, Keys.record(type).get());
    }
    Class<?> raw = component.getType();
    if (raw == Map.class) {
      return bindMap(key, Keys.record(argument(type, 1)).orElseThrow());
    }
    Optional<Setting> setting = take(key);
    if (raw == List.class) {
      return setting.isEmpty() ? List.of() : list(setting.get(), argument(type, 0));
    }
    if (raw == Optional.class) {
      return setting.isEmpty()
          ? Optional.empty()
          : Optional.of(one(setting.get(), argument(type, 0)));
    }
    return one(setting.orElseGet(() -> unset(key, component)), raw);
  }

  private <R extends Record> Map<String, R> bindMap(String prefix, Class<R> type)
      throws ConfigurationException {
    Wrongs wrongs = new Wrongs();
    Map<String, R> map = new TreeMap<>();
    for (String name : Keys.names(settings.keySet(), prefix, type)) {
      wrongs.unless(() -> bindRecord(prefix + "." + name, type)).ifPresent(r -> map.put(name, r));
    }
    wrongs.raise();
    return map;
  }

  private Optional<Setting> take(String key) {
    used.add(key);
    return Optional.ofNullable(settings.get(key))
        .filter(setting -> setting.list() || !setting.values().getFirst().isEmpty());
  }

  private static Setting unset(String key, RecordComponent component) {
    Default value = component.getAnnotation(Default.class);
    List<String> values = value == null ? List.of() : List.of(value.value());
    return new Setting(key, values, false, "default", Path.of(""));
  }

  private static Object one(Setting setting, Type type) throws ConfigurationException {
    Class<?> raw = (Class<?>) type;
    if (setting.values().isEmpty() && !setting.list()) {
      throw new ConfigurationException(
          "%1$s を指定してください（%2$s）。 / %1$s is missing: set it to %3$s"
              .formatted(setting.key(), Values.expected(raw).ja(), Values.expected(raw).en()));
    }
    if (setting.list()) {
      throw wrong(setting, setting.shown(), raw, null);
    }
    return value(setting, setting.values().getFirst(), raw);
  }

  private static List<Object> list(Setting setting, Type type) throws ConfigurationException {
    List<String> items =
        setting.list() ? setting.values() : SettingsReader.items(setting.values().getFirst());
    List<Object> values = new ArrayList<>();
    for (String item : items) {
      values.add(value(setting, item, (Class<?>) type));
    }
    return List.copyOf(values);
  }

  private static Object value(Setting setting, String text, Class<?> type)
      throws ConfigurationException {
    try {
      return Values.parse(text, type, setting.base());
    } catch (RuntimeException e) {
      throw wrong(setting, text, type, e);
    }
  }

  private static ConfigurationException wrong(
      Setting setting, String text, Class<?> type, @Nullable Exception e) {
    Values.Expected expected = Values.expected(type);
    String message =
        "%1$s の値 \"%2$s\" は使えません。%3$sを書いてください（%5$s）。 / %1$s = \"%2$s\" is not %4$s (%5$s)"
            .formatted(setting.key(), shorten(text), expected.ja(), expected.en(), setting.place());
    return e == null ? new ConfigurationException(message) : new ConfigurationException(message, e);
  }

  private static String shorten(String text) {
    int limit = 80;
    return text.length() <= limit ? text : text.substring(0, limit) + "…";
  }

  private static <R extends Record> R make(String prefix, Class<R> type, Object[] values)
      throws ConfigurationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      // The compact constructor names the field and what it expects, in both languages.
      throw new ConfigurationException(prefix + ": " + e.getTargetException().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a settings record is public: " + type, e);
    }
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
