package io.akashi.register.internal.plan;

import io.akashi.register.Preview;
import io.akashi.register.Schema;
import io.akashi.register.internal.text.Norm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which column of a table fills which field, guessed by its heading: of several that fit the one
 * whose name stands first in the declaration.
 *
 * @param fields column of the table by the index of the field
 * @param composites column of the table by what it says
 */
record Mapping(Map<Integer, Integer> fields, Map<Composite, Integer> composites) {

  /**
   * The names under which a column may be known.
   *
   * @param shown as a person sees it
   * @param names as they are compared, the best first
   */
  record Heading(String shown, List<String> names) {
    static Heading of(String shown, String... texts) {
      List<String> names = new ArrayList<>();
      for (String text : texts) {
        String name = Norm.heading(text);
        if (!name.isEmpty() && !names.contains(name)) {
          names.add(name);
        }
      }
      return new Heading(shown, names);
    }
  }

  static Mapping guess(Schema<?> schema, List<Heading> headings) {
    Map<Integer, Integer> fields = new HashMap<>();
    Set<Integer> taken = new HashSet<>();
    for (int field = 0; field < schema.columns().size(); field++) {
      int best = best(headings, names(schema.columns().get(field)), taken);
      if (best >= 0) {
        fields.put(field, best);
        taken.add(best);
      }
    }
    Map<Composite, Integer> composites = new EnumMap<>(Composite.class);
    for (Composite composite : Composite.values()) {
      int best = composite.fits(schema) ? best(headings, composite, taken) : -1;
      // What has a column of its own is not read out of another.
      boolean isNew =
          composite.fields().isEmpty()
              || composite.fields().stream().anyMatch(f -> !fields.containsKey(schema.indexOf(f)));
      if (best >= 0 && isNew) {
        composites.put(composite, best);
        taken.add(best);
      }
    }
    return new Mapping(fields, composites);
  }

  private static List<String> names(Schema.Column column) {
    List<String> names = new ArrayList<>(List.of(column.ja(), column.en(), column.id()));
    names.addAll(column.also());
    return names.stream().map(Norm::heading).toList();
  }

  private static int best(List<Heading> headings, List<String> names, Set<Integer> taken) {
    for (String name : names) {
      for (int i = 0; i < headings.size(); i++) {
        if (!taken.contains(i) && headings.get(i).names().contains(name)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static int best(List<Heading> headings, Composite composite, Set<Integer> taken) {
    int best = -1;
    int rank = Integer.MAX_VALUE;
    for (int i = 0; i < headings.size(); i++) {
      for (String name : headings.get(i).names()) {
        int found = composite.rank(name);
        if (!taken.contains(i) && found >= 0 && found < rank) {
          best = i;
          rank = found;
        }
      }
    }
    return best;
  }

  /** How many things it found. */
  int score() {
    return fields.size() + composites.size();
  }

  /** Whether a field is filled by a column. */
  boolean fills(Schema<?> schema, String field) {
    return fields.containsKey(schema.indexOf(field))
        || composites.keySet().stream().anyMatch(c -> c.fields().contains(field));
  }

  /** The headings as a person is shown them. */
  List<Preview.Heading> shown(Schema<?> schema, List<Heading> headings) {
    List<Preview.Heading> shown = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      List<String> filled = new ArrayList<>();
      int column = i;
      fields.forEach((field, at) -> addIf(at == column, schema.columns().get(field).id(), filled));
      composites.forEach((composite, at) ->
          composite.fields().forEach(field -> addIf(at == column, field, filled)));
      boolean isRead = !filled.isEmpty() || composites.containsValue(column);
      if (isRead || !headings.get(i).shown().isEmpty()) {
        Optional<String> note = isRead ? Optional.empty() : Optional.of("読みません / ignored");
        shown.add(new Preview.Heading(headings.get(i).shown(), filled, note));
      }
    }
    return shown;
  }

  private static void addIf(boolean fills, String field, List<String> filled) {
    if (fills) {
      filled.add(field);
    }
  }
}
