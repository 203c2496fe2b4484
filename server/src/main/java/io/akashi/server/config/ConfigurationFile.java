package io.akashi.server.config;

import io.akashi.server.internal.config.Binder;
import io.akashi.server.internal.config.Setting;
import io.akashi.server.internal.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the one configuration file, {@code akashi.yaml} or {@code akashi.properties}. */
public final class ConfigurationFile {
  /** First part of every key. */
  public static final String PREFIX = "akashi";

  private static final List<String> NAMES = List.of("akashi.yaml", "akashi.properties");

  private ConfigurationFile() {}

  /** The configuration file of a folder, or empty when it has none. */
  public static Optional<Path> find(Path folder) {
    return NAMES.stream().map(folder::resolve).filter(Files::exists).findFirst();
  }

  /**
   * Reads a configuration. A relative path in the file starts at the folder of the file.
   *
   * @param file YAML when its name ends in {@code .yaml} or {@code .yml}, else properties; empty
   *     for the defaults
   * @param overrides values that win over the file, by full key, e.g. {@code akashi.data}
   * @throws ConfigurationException when the file cannot be read, a key is unknown or a value is of
   *     another kind than expected
   */
  public static Configuration load(Optional<Path> file, Map<String, String> overrides)
      throws ConfigurationException {
    Map<String, Setting> settings = new LinkedHashMap<>();
    if (file.isPresent()) {
      settings.putAll(SettingsReader.read(file.get()));
    }
    overrides.forEach((key, value) -> settings.put(key, Setting.ofCommandLine(key, value)));
    return new Binder(settings).bind(PREFIX, Configuration.class);
  }
}
