package io.akashi.server.internal.config;

import io.akashi.server.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which key or name was probably meant. */
public final class UnknownKey {
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
    return Keys.of(prefix, type).stream()
        .map(known -> withNames(known.key(), key))
        .min(Comparator.comparingInt(known -> distance(known, key)))
        .filter(known -> distance(known, key) <= 2 + key.length() / 4);
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

  /** The known name that is the least number of edits away; the first of several by name. */
  public static String nearest(String name, Collection<String> known) {
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(each -> distance(each, name)))
        .orElse("");
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
