package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import java.util.Collection;
import java.util.Comparator;

/** What to say when a value is none of a closed list. */
final class Choice {
  private static final int FEW = 12;

  private Choice() {}

  /** The refusal of a value, with the nearest of those that can be had. */
  static CannotException unknown(String option, String typed, Collection<String> choices) {
    String nearest = nearest(typed, choices);
    String sentence =
        "%1$s に %2$s は使えません。もしかして: %3$s / %1$s cannot be %2$s: did you mean %3$s?"
            .formatted(option, typed, nearest);
    return new CannotException(
        choices.size() > FEW
            ? sentence
            : sentence + " (" + String.join(", ", choices.stream().sorted().toList()) + ")");
  }

  /** The choice that is the least number of edits away; the first of several by name. */
  static String nearest(String typed, Collection<String> choices) {
    return choices.stream()
        .sorted()
        .min(Comparator.comparingInt(choice -> distance(typed, choice)))
        .orElse("");
  }

  /** Least number of characters to insert, remove or replace (Levenshtein). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
