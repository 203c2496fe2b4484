package io.akashi.evidence;

import io.akashi.reconcile.Comparison;
import java.util.List;
import java.util.Map;

/**
 * One item of one edition of a text, declared in a file (docs/formats/duty.md).
 *
 * @param id its number as the text prints it, e.g. {@code 2-(5)}
 * @param edition which text, e.g. {@code R6}
 * @param ja its words
 * @param en the same in English
 * @param comparisons what answers it
 * @param fresh how many days old what it is computed from may be where no limit is approved: by
 *     register id, and {@code log}; the approved limit is {@code <name>.fresh.days}
 */
public record Duty(
    String id,
    String edition,
    String ja,
    String en,
    List<Comparison> comparisons,
    Map<String, Long> fresh) {
  /** What stands for the log in {@link #fresh}. */
  public static final String LOG = "log";

  public Duty {
    comparisons = List.copyOf(comparisons);
    fresh = Map.copyOf(fresh);
  }

  /** The id of the limit that says how old something may be. */
  public static String limit(String fresh) {
    return fresh + ".fresh.days";
  }
}
