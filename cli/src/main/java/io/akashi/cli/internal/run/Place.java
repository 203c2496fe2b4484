package io.akashi.cli.internal.run;

import io.akashi.server.config.Configuration;
import io.akashi.server.config.ConfigurationException;
import io.akashi.server.config.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The data directory and the configuration of a command: options every command has.
 *
 * <p>The data directory is {@code --data}, else {@code AKASHI_DATA}, else {@code akashi.data} of
 * the configuration, else {@code ./data}. The configuration file is {@code --config}, else {@code
 * akashi.yaml} in the data directory, beside it, or in the working directory.
 */
public final class Place {
  private static final String DATA_VARIABLE = "AKASHI_DATA";
  private static final String DEFAULT_DATA = "data";
  private static final String DATA_KEY = ConfigurationFile.PREFIX + ".data";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "データフォルダ（既定: AKASHI_DATA、設定の akashi.data、./data） / data directory (default:"
              + " AKASHI_DATA, akashi.data of the configuration, ./data)")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "設定ファイル（既定: データフォルダ、その親、現在のフォルダの順に akashi.yaml） / configuration file (default:"
              + " akashi.yaml in the data directory, its parent, or the working directory)")
  private @Nullable Path config;

  /**
   * The configuration, with an absolute data directory.
   *
   * @throws ConfigurationException when it cannot be used
   * @throws CannotException when {@code --config} names no file
   */
  public Configuration configuration(Terminal terminal)
      throws ConfigurationException, CannotException {
    Optional<Path> named = named(terminal);
    Path folder = terminal.resolve(named.orElse(Path.of(DEFAULT_DATA)));
    Optional<Path> file = file(terminal, folder);
    boolean fileInData = file.isPresent() && folder.equals(file.get().getParent());
    boolean fileSaysWhere = named.isEmpty() && file.isPresent() && !fileInData;
    return ConfigurationFile.load(
        file, fileSaysWhere ? Map.of() : Map.of(DATA_KEY, folder.toString()));
  }

  private Optional<Path> named(Terminal terminal) {
    String variable = terminal.environment().getOrDefault(DATA_VARIABLE, "");
    if (data != null) {
      return Optional.of(data);
    }
    return variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable));
  }

  private Optional<Path> file(Terminal terminal, Path folder) throws CannotException {
    if (config == null) {
      return Stream.of(folder, folder.resolveSibling(""), terminal.cwd())
          .map(ConfigurationFile::find)
          .flatMap(Optional::stream)
          .findFirst();
    }
    Path file = terminal.resolve(config);
    if (!Files.isReadable(file)) {
      throw new CannotException(
          "設定ファイル %1$s を読めません。--config を確かめてください。 / the configuration file %1$s cannot be read: check --config"
              .formatted(file));
    }
    return Optional.of(file);
  }
}
