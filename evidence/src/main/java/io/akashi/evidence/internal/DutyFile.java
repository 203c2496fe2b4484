package io.akashi.evidence.internal;

import io.akashi.evidence.Duty;
import io.akashi.reconcile.Comparison;
import io.akashi.reconcile.Comparisons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the file of a duty, strictly. */
public final class DutyFile {
  private static final Set<String> KEYS =
      Set.of("id", "edition", "ja", "en", "comparisons", "fresh");

  private DutyFile() {}

  /**
   * The duty that a file declares.
   *
   * @throws IllegalArgumentException when it declares none; the message names file and key
   */
  public static Duty read(String name, String yaml) {
    LoadSettings settings = LoadSettings.builder().setLabel(name).build();
    if (!(new Load(settings).loadFromString(yaml) instanceof Map<?, ?> said)
        || !said.keySet().equals(KEYS)) {
      throw new IllegalArgumentException("%s: must have the keys %s".formatted(name, KEYS));
    }
    if (!(said.get("comparisons") instanceof List<?> comparisons)
        || !(said.get("fresh") instanceof Map<?, ?> fresh)) {
      throw new IllegalArgumentException(name + ": comparisons is a list, fresh a map");
    }
    Map<String, Long> days = new LinkedHashMap<>();
    fresh.forEach((of, value) -> days.put(String.valueOf(of), ((Number) value).longValue()));
    return new Duty(
        String.valueOf(said.get("id")),
        String.valueOf(said.get("edition")),
        String.valueOf(said.get("ja")),
        String.valueOf(said.get("en")),
        comparisons.stream().map(id -> comparison(name, String.valueOf(id))).toList(),
        days);
  }

  private static Comparison comparison(String name, String id) {
    return Comparisons.find(id)
        .orElseThrow(() -> new IllegalArgumentException(name + ": no comparison is named " + id));
  }
}
