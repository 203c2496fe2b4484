package io.akashi.reconcile;

import java.util.List;

/**
 * What a comparison gave.
 *
 * @param comparison what was computed
 * @param population how many were looked at
 * @param findings those in which registers and log differ
 * @param unknown those that could not be judged, a sentence each
 * @param missing what the comparison needs and does not have, a sentence each; when there is
 *     anything, nothing was computed
 */
public record Outcome(
    Comparison comparison,
    long population,
    List<Finding> findings,
    List<String> unknown,
    List<String> missing) {
  public Outcome {
    findings = List.copyOf(findings);
    unknown = List.copyOf(unknown);
    missing = List.copyOf(missing);
  }
}
