package io.akashi.event.sniff;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What words in cells mean: values.yaml. */
final class ValueWords {
  private static final ValueWords SHIPPED = new ValueWords(Words.load("values.yaml"));

  private final Map<String, String> operations;
  private final Map<String, String> endings;
  private final Map<String, String> outcomes;
  private final Map<String, String> marks;
  private final Set<String> ambiguous = new HashSet<>();
  private final Set<String> roles = new HashSet<>();
  private final Set<String> categories = new HashSet<>();

  private ValueWords(Map<String, Object> file) {
    operations = byWord(file.get("operations"));
    endings = byWord(file.get("endings"));
    outcomes = byWord(file.get("outcomes"));
    marks = byWord(file.get("marks"));
    Words.list(file.get("ambiguous")).forEach(word -> ambiguous.add(Words.value(word)));
    Words.list(file.get("roles")).forEach(word -> roles.add(Words.value(word)));
    Words.list(file.get("categories")).forEach(word -> categories.add(Words.value(word)));
  }

  private static Map<String, String> byWord(@Nullable Object section) {
    Map<String, String> byWord = new HashMap<>();
    Words.map(section)
        .forEach((meaning, words) ->
            Words.list(words).forEach(word -> byWord.put(Words.value(word), meaning)));
    return byWord;
  }

  static ValueWords shipped() {
    return SHIPPED;
  }

  /** The kind a word means; empty text when only the product's maker knows; null when no word. */
  @Nullable String operation(String value) {
    String word = Words.value(value);
    String kind = operations.get(word);
    if (kind != null) {
      return kind;
    }
    if (ambiguous.contains(word)) {
      return "";
    }
    for (int from = 1; from + 1 < word.length() && word.length() <= 16; from++) {
      kind = endings.get(word.substring(from));
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  /** The outcome a word means, marks such as ○ left out; null when none. */
  @Nullable String outcome(String value) {
    return outcomes.get(Words.value(value));
  }

  /** The outcome a word or mark means in a column that holds outcomes; null when none. */
  @Nullable String outcomeOrMark(String value) {
    String word = Words.value(value);
    return outcomes.getOrDefault(word, marks.get(word));
  }

  boolean isRole(String value) {
    return roles.contains(Words.value(value));
  }

  boolean isCategory(String value) {
    return categories.contains(Words.value(value));
  }
}
