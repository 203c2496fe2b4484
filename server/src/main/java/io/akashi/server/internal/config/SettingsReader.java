package io.akashi.server.internal.config;

import io.akashi.server.config.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads a configuration file into flat keys. Scalars stay the text they are written as. */
public final class SettingsReader {
  private static final long MAX_BYTES = 1L << 20;

  private final String place;
  private final Path base;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private SettingsReader(Path file) {
    this.place = String.valueOf(file.getFileName());
    Path parent = file.toAbsolutePath().getParent();
    this.base = parent == null ? Path.of("") : parent;
  }

  /**
   * @throws ConfigurationException when the file cannot be read or is malformed
   */
  public static Map<String, Setting> read(Path file) throws ConfigurationException {
    SettingsReader reader = new SettingsReader(file);
    try {
      if (Files.isDirectory(file)) {
        throw new ConfigurationException(
            "%1$s はフォルダです。設定ファイルを指定してください。 / %1$s is a folder: name the configuration file"
                .formatted(file));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigurationException(
            "設定ファイル %1$s が1MBを超えています。 / the configuration file %1$s is larger than 1MB"
                .formatted(file));
      }
      if (reader.place.endsWith(".yaml") || reader.place.endsWith(".yml")) {
        reader.readYaml(file);
      } else {
        reader.readProperties(file);
      }
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "設定ファイル %1$s がありません。 / there is no configuration file %1$s".formatted(file), e);
    } catch (AccessDeniedException e) {
      throw new ConfigurationException(
          "設定ファイル %1$s を読む権限がありません。所有者と権限を確かめてください。 / no permission to read the configuration file %1$s: check"
                  .formatted(file)
              + " its owner and mode",
          e);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(
          "設定ファイル %1$s を UTF-8 で保存してください。 / save the configuration file %1$s as UTF-8"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "設定ファイル %1$s を読めません。 / the configuration file %1$s cannot be read: %2$s"
              .formatted(file, e.getMessage()),
          e);
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "設定ファイル %1$s の書式が正しくありません。 / %1$s is malformed: %2$s"
              .formatted(file, String.valueOf(e.getMessage()).replaceAll("\\s+", " ")),
          e);
    } catch (StackOverflowError e) {
      // The engine has no limit of its own; the settings are a few levels deep.
      throw new ConfigurationException(
          "設定ファイル %1$s の入れ子が深すぎます。字下げを直してください。 / %1$s is nested too deeply: mend its indentation"
              .formatted(file),
          e);
    }
    return reader.settings;
  }

  private void readYaml(Path file) throws IOException, ConfigurationException {
    LoadSettings load =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setAllowDuplicateKeys(false)
            .setLabel(place)
            .build();
    try (Reader reader = new StringReader(Files.readString(file))) {
      Object root = new Load(load).loadFromReader(reader);
      if (root instanceof Map<?, ?> map) {
        flatten("", map);
      } else if (root != null) {
        throw new IllegalArgumentException("keys are expected at the top, e.g. akashi:");
      }
    }
  }

  private void flatten(String prefix, Map<?, ?> map) throws ConfigurationException {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = prefix.isEmpty() ? "" + entry.getKey() : prefix + "." + entry.getKey();
      switch (entry.getValue()) {
        case Map<?, ?> nested -> flatten(key, nested);
        case List<?> items -> put(key, texts(key, items), true);
        case null -> put(key, List.of(""), false);
        case Object scalar -> put(key, List.of(scalar.toString()), false);
      }
    }
  }

  private List<String> texts(String key, List<?> items) throws ConfigurationException {
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw new ConfigurationException(
            "%1$s (%2$s) の一覧には単純な値だけを書けます。 / the list %1$s (%2$s) may hold plain values only"
                .formatted(key, place));
      }
      texts.add(text);
    }
    return texts;
  }

  private void readProperties(Path file) throws IOException, ConfigurationException {
    Properties properties = new StrictProperties();
    try (Reader reader = new StringReader(Files.readString(file))) {
      properties.load(reader);
    }
    for (String key : properties.stringPropertyNames()) {
      put(key, List.of(Optional.ofNullable(properties.getProperty(key)).orElse("")), false);
    }
  }

  private void put(String key, List<String> values, boolean list) throws ConfigurationException {
    List<String> trimmed = values.stream().map(String::strip).toList();
    Setting earlier = settings.put(key, new Setting(key, trimmed, list, place, base));
    if (earlier != null) {
      throw new ConfigurationException(
          "%1$s が %2$s に二度あります。 / %1$s stands twice in %2$s".formatted(key, place));
    }
  }

  /** The items of a list written in one line, separated by commas. */
  static List<String> items(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Properties that do not let a second value silently replace the first. */
  private static final class StrictProperties extends Properties {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        throw new IllegalArgumentException(key + " stands twice");
      }
      return super.put(key, value);
    }
  }
}
