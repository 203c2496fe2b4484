package io.akashi.server.internal.watch;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.SourceId;
import io.akashi.reconcile.review.Period;
import io.akashi.reconcile.review.Reviews;
import io.akashi.reconcile.review.Screener;
import io.akashi.register.Registers;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Look;
import io.akashi.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which reviews there are, and which of them are overdue. Safe for use by many threads. */
public final class ReviewDesk {
  /** Days after the end of a month in which it is to be reviewed. */
  public static final int DUE_DAYS = 14;

  private static final int MONTHS = 3;

  private final WebParts parts;
  private final SourceLedger ledger;
  private final Reviews reviews;

  ReviewDesk(WebParts parts, SourceLedger ledger) {
    this.parts = parts;
    this.ledger = ledger;
    this.reviews = new Reviews(parts.store(), parts.clock());
  }

  /**
   * The review of one system and month.
   *
   * @param due last day on which it is not late
   * @param overdue whether it is late and nobody has signed
   */
  public record Line(
      String system, Period period, Reviews.State state, LocalDate due, boolean overdue) {}

  public Reviews reviews() {
    return reviews;
  }

  /** Picks; empty until the registers are open. */
  public Optional<Screener> screener() {
    return registers().map(open -> new Screener(parts.store(), open, parts.zone()));
  }

  public Optional<Registers> registers() {
    return parts.desk().openRegisters();
  }

  /** The systems of which there is a log, with the day on which it began. */
  public Map<String, LocalDate> systems() {
    Map<String, LocalDate> systems = new TreeMap<>();
    for (SourceFigures source : ledger.figures()) {
      if (!source.source().equals(SourceId.UNREGISTERED.value())) {
        String system = source.system();
        systems.merge(
            system == null ? source.source() : system,
            LocalDate.ofInstant(source.first(), parts.zone()),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    return systems;
  }

  /** The reviews of the last months and of this one, the newest first. */
  public List<Line> lines() throws StoreException {
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), parts.zone());
    List<Line> lines = new ArrayList<>();
    for (int back = 0; back <= MONTHS; back++) {
      Period month = Period.of(YearMonth.from(today).minusMonths(back));
      for (Map.Entry<String, LocalDate> system : systems().entrySet()) {
        Reviews.State state = reviews.state(system.getKey(), month);
        // Of before the log began there is nothing to review, but what came with an import.
        if (!system.getValue().isAfter(month.last()) || state.signed().isPresent()) {
          LocalDate due = month.last().plusDays(DUE_DAYS);
          boolean late = state.signed().isEmpty() && today.isAfter(due);
          lines.add(new Line(system.getKey(), month, state, due, late));
        }
      }
    }
    return lines;
  }

  /** Writes that somebody sees what was picked; durable when it returns. */
  public void look(Look look, String system, Period period) throws StoreException {
    Instant now = parts.clock().instant();
    parts
        .store()
        .house(
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
                .set(Column.OBJECT_ID, "review " + period.name() + "/" + system)
                .build());
  }
}
