package io.akashi.evidence.internal;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.evidence.Duty;
import io.akashi.store.Look;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Records that somebody looks at an answer, whose findings say who used what and when: one look for
 * each person and duty in ten minutes, not one for each refresh of a page.
 */
public final class AnswerLooks {
  private static final Duration GAP = Duration.ofMinutes(10);

  private final Store store;
  private final InstantSource clock;
  private final Map<String, Instant> last = new HashMap<>();

  public AnswerLooks(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Writes the look, durable when this returns, unless one was written a short while ago. */
  public synchronized void record(Look look, Duty duty) throws StoreException {
    Instant now = clock.instant();
    last.values().removeIf(at -> at.plus(GAP).isBefore(now));
    String key = look.user() + " " + look.terminal() + " " + duty.id();
    if (store.isReadOnly() || last.containsKey(key)) {
      return;
    }
    store.house(
        AuditEvent.builder()
            .set(Column.OCCURRED_AT, now)
            .set(Column.TIME_QUALITY, "stated:Z")
            .set(Column.KIND, Kind.READ.id())
            .set(Column.ACTION, "R")
            .set(Column.OUTCOME, "success")
            .set(Column.USER_ID, look.user())
            .set(Column.USER_ROLE, look.role())
            .set(Column.TERMINAL, look.terminal())
            .set(Column.PROGRAM, "akashi " + look.via())
            .set(Column.OBJECT_TYPE, Look.ANSWER)
            .set(Column.OBJECT_ID, duty.id())
            .build());
    last.put(key, now);
  }
}
