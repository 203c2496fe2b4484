package io.akashi.event.sniff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What headings mean: headings.yaml. */
final class Headings {
  /**
   * @param concepts what it may mean, the plainest first
   * @param subject of whom it speaks ({@code user}, {@code staff}, {@code doer} …), or empty
   * @param exact whether the whole heading is known, and not only its end
   */
  record Meaning(List<Concept> concepts, String subject, boolean exact) {
    boolean may(Concept concept) {
      return concepts.contains(concept);
    }
  }

  /** How plainly a heading speaks of the moment of the event. */
  enum TimeRank {
    PRIMARY,
    NEUTRAL,
    SECONDARY,
    OBJECT,
    NEVER
  }

  private static final Meaning NONE = new Meaning(List.of(), "", false);
  private static final Headings SHIPPED = new Headings(Words.load("headings.yaml"));
  private static final int SHORTEST_END = 2;
  private static final int LONGEST = 64;

  private final Map<String, List<Concept>> whole = new HashMap<>();
  private final Map<String, String> combined = new HashMap<>();
  private final Map<String, List<Concept>> meant = new HashMap<>();
  private final Map<String, TimeRank> times = new HashMap<>();

  private Headings(Map<String, Object> file) {
    Words.map(file.get("whole"))
        .forEach((id, words) -> {
          for (String word : Words.list(words)) {
            whole.computeIfAbsent(Words.heading(word), _ -> new ArrayList<>()).add(concept(id));
          }
        });
    Map<String, Object> attributes = Words.map(file.get("attributes"));
    Map<String, Object> subjects = Words.map(file.get("subjects"));
    Words.map(file.get("combined"))
        .forEach((subject, pairs) ->
            Words.map(pairs)
                .forEach((attribute, id) -> {
                  List<String> ends =
                      attribute.isEmpty() ? List.of("") : Words.list(attributes.get(attribute));
                  for (String word : Words.list(subjects.get(subject))) {
                    for (String end : ends) {
                      put(subject, word + end, concept(String.valueOf(id)));
                    }
                  }
                }));
    readTimes(Words.map(file.get("times")));
  }

  private void put(String subject, String heading, Concept concept) {
    String word = Words.heading(heading);
    combined.putIfAbsent(word, subject);
    meant.computeIfAbsent(word, _ -> new ArrayList<>()).add(concept);
  }

  private void readTimes(Map<String, Object> file) {
    List<String> suffixes = Words.list(file.get("suffixes"));
    for (TimeRank rank : TimeRank.values()) {
      for (String word : Words.list(file.get(rank.name().toLowerCase(Locale.ROOT)))) {
        for (String suffix : suffixes) {
          times.putIfAbsent(Words.heading(word + suffix), rank);
        }
        if (!word.isEmpty()) {
          times.putIfAbsent(Words.heading(word), rank);
        }
      }
    }
  }

  static Headings shipped() {
    return SHIPPED;
  }

  private static Concept concept(String id) {
    return Concept.valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** What a heading means; nothing when it is unknown. */
  Meaning of(String heading) {
    String word = Words.heading(heading);
    Meaning exact = exact(word);
    if (exact != null) {
      return exact;
    }
    for (int from = 1; from + SHORTEST_END <= word.length() && word.length() < LONGEST; from++) {
      Meaning end = exact(word.substring(from));
      boolean longEnough = word.length() - from > SHORTEST_END || word.charAt(from) > '~';
      if (end != null && longEnough) {
        return new Meaning(end.concepts, end.subject, false);
      }
    }
    return NONE;
  }

  private @Nullable Meaning exact(String word) {
    List<Concept> concepts = new ArrayList<>(whole.getOrDefault(word, List.of()));
    concepts.addAll(meant.getOrDefault(word, List.of()));
    return concepts.isEmpty()
        ? null
        : new Meaning(List.copyOf(concepts), combined.getOrDefault(word, ""), true);
  }

  /** How plainly it speaks of a time, or null when it does not. */
  @Nullable TimeRank time(String heading) {
    String word = Words.heading(heading);
    TimeRank rank = times.get(word);
    for (int from = 1;
        rank == null && from + 2 < word.length() && word.length() < LONGEST;
        from++) {
      rank = times.get(word.substring(from));
      if (rank == TimeRank.NEUTRAL) {
        rank = null; // something that nobody knows stands before it
      }
    }
    return rank;
  }

  /** How many of the cells are headings of logs. */
  int known(List<String> cells) {
    return (int)
        cells.stream()
            .filter(cell -> !cell.isBlank())
            .filter(cell -> of(cell).exact() || time(cell) != null)
            .count();
  }
}
