package io.akashi.server.internal.watch;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.SourceId;
import io.akashi.reconcile.Ends;
import io.akashi.reconcile.review.Period;
import io.akashi.reconcile.review.Reviews;
import io.akashi.reconcile.review.Screener;
import io.akashi.register.Limit;
import io.akashi.register.Registers;
import io.akashi.register.Row;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.Scope;
import io.akashi.store.StoreException;
import io.akashi.store.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which reviews there are, and which of them are overdue. Safe for use by many threads. */
public final class ReviewDesk {
  /** The limit that says in how many days after the end of a month it is to be reviewed. */
  public static final String DUE = "review.due.days";

  /** As long as nobody has approved another number. */
  private static final long DUE_DAYS = 14;

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

  /** Why there are no registers yet, and when to ask again. */
  public Problem notYet() {
    return new Problem(503, parts.desk().pending()).with("Retry-After", "5");
  }

  /** Days after the end of a month in which it is to be reviewed, as approved. */
  public long dueDays() throws StoreException {
    Optional<Registers> open = registers();
    return open.isEmpty()
        ? DUE_DAYS
        : open.get()
            .follow()
            .find(Limit.class, DUE)
            .map(Row::value)
            .filter(limit -> limit.approvedBy() != null)
            .map(Limit::value)
            .orElse(DUE_DAYS);
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

  /** Whether the review of a system may be seen, which reads both logs. */
  public static boolean isIn(Scope scope, String system) {
    return (scope.systems().isEmpty() || scope.systems().contains(system))
        && Ends.LOGS.stream().allMatch(scope::has);
  }

  /**
   * The reviews in a scope that somebody has to know of, the newest first ({@link ReviewCalendar}).
   */
  public List<Line> lines(Scope scope) throws StoreException {
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), parts.zone());
    Map<String, LocalDate> began = systems();
    began.keySet().removeIf(system -> !isIn(scope, system));
    Period before = Period.of(YearMonth.from(today).minusMonths(1));
    ReviewCalendar calendar = new ReviewCalendar(today, dueDays());
    return calendar.lines(began, handedInLater(began, before), reviews.begun());
  }

  /** The systems, or sources without one, of which events of a month came only after it. */
  private Set<String> handedInLater(Map<String, LocalDate> began, Period month)
      throws StoreException {
    if (began.values().stream().noneMatch(day -> day.isAfter(month.last()))) {
      return Set.of();
    }
    Query query =
        Query.builder()
            .from(month.from(parts.zone()))
            .to(month.to(parts.zone()))
            .build()
            .of(Set.copyOf(Ends.LOGS));
    Set<String> names = new HashSet<>();
    for (Column column : List.of(Column.SYSTEM, Column.SOURCE)) {
      Tally tally = parts.store().volume(query, new Tally.ByValue(column, Tally.ByValue.MAX_ROWS));
      tally.rows().forEach(row -> names.add(row.key()));
    }
    return names;
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
