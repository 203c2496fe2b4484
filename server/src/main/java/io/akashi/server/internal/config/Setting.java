package io.akashi.server.internal.config;

import java.nio.file.Path;
import java.util.List;

/**
 * One value somebody set.
 *
 * @param key full key, e.g. {@code akashi.http.listen}
 * @param values the value, or the items of a list
 * @param list whether it was written as a list
 * @param place file name, or where else it was set
 * @param base folder where relative paths start
 */
public record Setting(String key, List<String> values, boolean list, String place, Path base) {

  /** A value of the command line or the environment; paths start at the working directory. */
  public static Setting ofCommandLine(String key, String value) {
    return new Setting(key, List.of(value), false, "command line", Path.of(""));
  }

  /** The value as it is shown in a sentence. */
  String shown() {
    return list ? values.toString() : values.getFirst();
  }
}
