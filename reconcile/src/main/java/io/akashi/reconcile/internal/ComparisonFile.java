package io.akashi.reconcile.internal;

import io.akashi.reconcile.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the file of a comparison, strictly: what it does not know is a mistake. */
public final class ComparisonFile {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "version",
          "ja",
          "en",
          "registers",
          "limits",
          "log",
          "population",
          "findings",
          "unknown",
          "subject",
          "rows",
          "events",
          "sentence");

  private final String name;
  private final Map<?, ?> said;

  private ComparisonFile(String name, Map<?, ?> said) {
    this.name = name;
    this.said = said;
  }

  /**
   * The comparison that a file declares.
   *
   * @param name of the file, for complaints
   * @throws IllegalArgumentException when it declares none; the message names the key
   */
  public static Comparison read(String name, String yaml) {
    LoadSettings settings = LoadSettings.builder().setLabel(name).build();
    if (!(new Load(settings).loadFromString(yaml) instanceof Map<?, ?> said)) {
      throw new IllegalArgumentException(name + ": not a map");
    }
    ComparisonFile file = new ComparisonFile(name, said);
    for (Object key : said.keySet()) {
      if (!(key instanceof String known) || !KEYS.contains(known)) {
        throw file.wrong(String.valueOf(key), "is not known");
      }
    }
    return file.comparison(yaml);
  }

  private Comparison comparison(String yaml) {
    Map<String, String> sentence = texts("sentence");
    Map<String, String> events = said.containsKey("events") ? texts("events") : Map.of();
    return new Comparison(
        text("id"),
        number("version"),
        text("ja"),
        text("en"),
        list("registers"),
        list("limits"),
        Boolean.TRUE.equals(said.get("log")),
        text("population"),
        text("findings"),
        Optional.ofNullable(said.get("unknown")).map(String::valueOf),
        list("subject"),
        rows(),
        events.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Comparison.EventColumns(
                    in("events", events, "book"),
                    in("events", events, "index"),
                    in("events", events, "part"))),
        new Comparison.Sentence(in("sentence", sentence, "ja"), in("sentence", sentence, "en")),
        yaml);
  }

  private String in(String key, Map<String, String> map, String member) {
    String value = map.get(member);
    if (value == null) {
      throw wrong(key, "lacks " + member);
    }
    return value;
  }

  private String text(String key) {
    if (said.get(key) instanceof String text) {
      return text.strip();
    }
    throw wrong(key, "must be a text");
  }

  private int number(String key) {
    if (said.get(key) instanceof Integer number) {
      return number;
    }
    throw wrong(key, "must be a whole number");
  }

  private List<String> list(String key) {
    return strings(key, said.get(key));
  }

  private List<String> strings(String key, @Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> throw wrong(key, "must be a list");
    };
  }

  private Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(key).forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    return texts;
  }

  private Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    map("rows")
        .forEach(
            (register, columns) -> rows.put(String.valueOf(register), strings("rows", columns)));
    return Map.copyOf(rows);
  }

  private Map<?, ?> map(String key) {
    if (said.get(key) instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(key, "must be a map");
  }

  private IllegalArgumentException wrong(String key, String why) {
    return new IllegalArgumentException("%s: %s %s".formatted(name, key, why));
  }
}
