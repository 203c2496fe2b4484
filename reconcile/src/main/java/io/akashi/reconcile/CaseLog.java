package io.akashi.reconcile;

import io.akashi.reconcile.internal.CaseEntry;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.Workbench;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of findings: a fold over the book {@code house}, and the only one who writes there
 * about findings. Safe for use by many threads.
 */
public final class CaseLog {
  private static final String HOUSE = "akashi";

  /** Changes that are written with one sync. */
  private static final int TOGETHER = 1_000;

  private static final String ENTRIES =
      "SELECT \"index\", occurred_at, user_id, object_id, object_name, fields FROM events"
          + " WHERE object_type = '%s' ORDER BY \"index\", part".formatted(CaseEntry.OBJECT_TYPE);

  private final Store store;
  private final InstantSource clock;

  // Guarded by this. All changes in their order, and the newest of each finding.
  private final List<Case> changes = new ArrayList<>();
  private final Map<String, Case> newest = new LinkedHashMap<>();

  private CaseLog(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Reads what was written about findings.
   *
   * @param end of the book {@code house}; everything below must be searchable
   * @throws StoreException when it cannot be read
   */
  public static CaseLog open(Store store, InstantSource clock, long end) throws StoreException {
    CaseLog log = new CaseLog(store, clock);
    try (Workbench bench = store.workbench()) {
      for (SqlRow row : bench.select(Book.HOUSE, new IndexRange(0, end), ENTRIES)) {
        log.take(CaseEntry.read(row, log.newest::get));
      }
    }
    return log;
  }

  private synchronized void take(Case changed) {
    changes.add(changed);
    newest.put(changed.finding().id(), changed);
  }

  /** The index behind the newest entry about a finding. */
  public synchronized long end() {
    return changes.isEmpty() ? 0 : changes.getLast().index() + 1;
  }

  /** The newest of every finding that there ever was. */
  public synchronized Collection<Case> cases() {
    return List.copyOf(newest.values());
  }

  /** The same as it was when the book {@code house} was so long. */
  public synchronized Collection<Case> cases(long end) {
    Map<String, Case> then = new LinkedHashMap<>();
    for (Case change : changes) {
      if (change.index() < end) {
        then.put(change.finding().id(), change);
      }
    }
    return List.copyOf(then.values());
  }

  /** The case of that finding, or empty. */
  public synchronized Optional<Case> find(String findingId) {
    return Optional.ofNullable(newest.get(findingId));
  }

  /**
   * Writes down what changed: findings that are new or found again are open, those that are no
   * longer found are resolved. What could not be computed changes nothing.
   *
   * @return how many changes were written, durable
   * @throws StoreException when they cannot be written; what was written before stays
   */
  public synchronized int record(List<Outcome> outcomes, LocalDate day) throws StoreException {
    if (store.isReadOnly()) {
      return 0;
    }
    List<Case> drafts = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (!outcome.missing().isEmpty()) {
        continue;
      }
      Set<String> found = new HashSet<>();
      for (Finding finding : outcome.findings()) {
        found.add(finding.id());
        Case before = newest.get(finding.id());
        if (before == null || before.state() == CaseState.RESOLVED || isOver(before, day)) {
          drafts.add(draft(finding, CaseState.OPEN, HOUSE, "", null));
        }
      }
      for (Case each : newest.values()) {
        boolean same = each.finding().comparison().startsWith(outcome.comparison().id() + "@");
        if (same && each.state() != CaseState.RESOLVED && !found.contains(each.finding().id())) {
          drafts.add(draft(each.finding(), CaseState.RESOLVED, HOUSE, "", null));
        }
      }
    }
    for (int from = 0; from < drafts.size(); from += TOGETHER) {
      write(drafts.subList(from, Math.min(drafts.size(), from + TOGETHER)));
    }
    return drafts.size();
  }

  private static boolean isOver(Case before, LocalDate day) {
    return before.state() == CaseState.ACCEPTED && before.isOpen(day);
  }

  /**
   * Writes down that a person accepts a finding.
   *
   * @param until last day for which it is accepted
   * @throws IllegalArgumentException when there is no such open finding, or no reason or end; the
   *     sentence says which
   */
  public synchronized Case accept(String findingId, String by, String reason, LocalDate until)
      throws StoreException {
    Case before = newest.get(findingId);
    if (before == null || before.state() == CaseState.RESOLVED) {
      throw new IllegalArgumentException(
          "未対応の不一致 %1$s はありません / there is no open finding %1$s".formatted(findingId));
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("了承の理由が必要です / say why it is accepted");
    }
    write(List.of(draft(before.finding(), CaseState.ACCEPTED, by, reason, until)));
    return find(findingId).orElseThrow();
  }

  /** A change that has no entry yet. */
  private Case draft(
      Finding finding, CaseState state, String by, String reason, @Nullable LocalDate until) {
    Case before = newest.get(finding.id());
    Instant now = clock.instant();
    Instant since = before == null || state == CaseState.OPEN ? now : before.since();
    return new Case(finding, state, since, now, -1, by, reason, until);
  }

  private void write(List<Case> drafts) throws StoreException {
    // Commit point: the entries are durable when this returns.
    long index = store.house(drafts.stream().map(CaseEntry::event).toList()).first();
    for (Case draft : drafts) {
      take(draft.at(index++));
    }
  }
}
