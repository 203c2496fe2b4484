package io.akashi.evidence.internal;

import io.akashi.reconcile.Case;
import io.akashi.reconcile.CaseState;
import io.akashi.reconcile.Finding;
import java.time.Instant;
import java.util.Optional;

/** What a finding of now counts as. */
final class Standing {
  private Standing() {}

  /**
   * The case of a finding. One that is found and was not written down yet, or was written down as
   * resolved, is open: what is found now counts before what was noted.
   */
  static Case of(Finding finding, Optional<Case> known) {
    return known
        .filter(before -> before.state() != CaseState.RESOLVED)
        .map(before ->
            new Case(
                finding,
                before.state(),
                before.since(),
                before.changed(),
                before.index(),
                before.by(),
                before.reason(),
                before.until()))
        .orElseGet(() ->
            new Case(finding, CaseState.OPEN, Instant.EPOCH, Instant.EPOCH, -1, "", "", null));
  }
}
