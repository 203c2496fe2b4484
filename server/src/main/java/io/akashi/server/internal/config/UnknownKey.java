package io.akashi.server.internal.config;

import io.akashi.event.NearestName;
import io.akashi.server.config.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which key was probably meant. */
final class UnknownKey {
  /**
   * Keys of earlier versions and what to write today. A removed key is never forgotten: whoever
   * still sets it believes that it works.
   */
  static final Map<String, String> DEFUNCT = Map.of();

  private UnknownKey() {}

  static ConfigurationException of(Setting setting, String prefix, Class<? extends Record> type) {
    String key = setting.key();
    String place = setting.place();
    String successor = DEFUNCT.get(key);
    if (successor != null) {
      return new ConfigurationException(
          "設定 %1$s は廃止されました。%2$s を使ってください（%3$s）。 / %1$s is gone; use %2$s (%3$s)"
              .formatted(key, successor, place));
    }
    Optional<String> nearest = nearest(key, prefix, type);
    if (nearest.isPresent()) {
      return new ConfigurationException(
          "設定 %1$s はありません。%2$s の誤りではありませんか（%3$s）。 / %1$s is unknown; did you mean %2$s? (%3$s)"
              .formatted(key, nearest.get(), place));
    }
    return new ConfigurationException(
        "設定 %1$s はありません（%2$s）。docs/configuration.md を見てください。 / %1$s is unknown (%2$s); see"
                .formatted(key, place)
            + " docs/configuration.md");
  }

  private static Optional<String> nearest(String key, String prefix, Class<? extends Record> type) {
    return NearestName.of(
        key, Keys.of(prefix, type).stream().map(known -> withNames(known.key(), key)).toList());
  }

  /** Puts the names of the given key in place of the stars of a known one. */
  private static String withNames(String known, String key) {
    List<String> parts = new ArrayList<>(List.of(known.split("\\.")));
    String[] given = key.split("\\.");
    int star = parts.indexOf(Keys.NAME);
    if (star >= 0 && star < given.length) {
      parts.set(star, given[star]);
    }
    return String.join(".", parts);
  }
}
