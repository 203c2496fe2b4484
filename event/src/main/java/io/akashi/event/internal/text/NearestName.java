package io.akashi.event.internal.text;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that somebody probably meant. */
public final class NearestName {
  private static final int LONGEST = 64;

  private NearestName() {}

  /** The known name with the fewest changed letters, if at most about a third are changed. */
  public static Optional<String> of(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String best = null;
    int fewest = 2 + name.length() / 3;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < fewest) {
        fewest = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Edit distance of Levenshtein. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int moved = Math.min(previous[j] + 1, current[j - 1] + 1);
        current[j] = Math.min(moved, previous[j - 1] + change);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
