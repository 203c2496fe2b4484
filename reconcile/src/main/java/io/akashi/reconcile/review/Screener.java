package io.akashi.reconcile.review;

import static java.util.Objects.requireNonNull;

import io.akashi.reconcile.Ends;
import io.akashi.reconcile.internal.Wording;
import io.akashi.reconcile.review.Screening.Basis;
import io.akashi.reconcile.review.Screening.Picked;
import io.akashi.reconcile.review.Unpicked.Place;
import io.akashi.register.Limit;
import io.akashi.register.Registers;
import io.akashi.register.Row;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.SqlTable;
import io.akashi.store.sql.Workbench;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the screens over the log. Records no look: whoever shows the list does. */
public final class Screener {
  /**
   * The accesses of one system and period, with their day and hour in the zone of the hospital. The
   * zone counts as it does at the start of the period.
   */
  static final String ACCESSES =
      """
      SELECT e.*, (e.occurred_at + to_seconds(s.zone_seconds))::DATE AS day,
             hour(e.occurred_at + to_seconds(s.zone_seconds)) AS hour
      FROM events e, scope s
      WHERE coalesce(e.system, e.source) = s.system AND e.occurred_at >= s.from_at AND e.occurred_at < s.to_at
      """;

  private final Store store;
  private final Registers registers;
  private final ZoneId zone;

  public Screener(Store store, Registers registers, ZoneId zone) {
    this.store = store;
    this.registers = registers;
    this.zone = zone;
  }

  /** What a screening would be computed from now. */
  public Basis now() throws StoreException {
    Ends ends = Ends.of(store.status(), registers.follow().index(), 0);
    return new Basis(ends.clinical(), ends.infrastructure(), ends.register());
  }

  /** The limits that count on the last day of a period, as the registers were then. */
  public Map<String, Limit> limits(Basis basis, Period period) {
    Map<String, Limit> limits = new TreeMap<>();
    for (Row<Limit> row : registers.at(basis.register()).rows(Limit.class)) {
      if (row.value().id().startsWith("review.") && isInForce(row.value(), period.last())) {
        limits.put(row.value().id(), row.value());
      }
    }
    return limits;
  }

  /** Approved at all, and not run out before the period ends: a review follows its period. */
  private static boolean isInForce(Limit limit, LocalDate day) {
    LocalDate end = limit.validUntil();
    return limit.approvedBy() != null
        && limit.approvedOn() != null
        && (end == null || !end.isBefore(day));
  }

  /**
   * What the screens pick.
   *
   * @throws StoreException when the log cannot be read
   */
  public Screening screen(String system, Period period, Basis basis) throws StoreException {
    Map<String, Limit> limits = limits(basis, period);
    List<Screen> able = able(limits);
    List<Picked> rows = new ArrayList<>();
    long total = 0;
    long picked = 0;
    try (Workbench bench = store.workbench()) {
      put(bench, system, period, limits);
      for (Book book : Ends.LOGS) {
        IndexRange range = new IndexRange(0, basis.of(book));
        long here = number(bench.select(book, range, within("SELECT count(*) AS n FROM accesses")));
        if (here > 0) {
          total += here;
          for (Screen screen : able) {
            rows.addAll(picked(bench, book, range, system, screen));
          }
          picked += number(bench.select(book, range, within(distinct(able))));
        }
      }
    }
    List<String> missing =
        Screen.all().stream()
            .filter(each -> !able.contains(each))
            .map(each ->
                "「%1$s」は、基準値が承認されていないため選んでいません。 / '%2$s' picked nothing: its threshold is not approved"
                    .formatted(each.ja(), each.en()))
            .toList();
    String digest = digest(system, period, basis, able, limits, rows, total, picked);
    return new Screening(system, period, basis, rows, total, picked, missing, digest);
  }

  private static List<Screen> able(Map<String, Limit> limits) {
    return Screen.all().stream()
        .filter(each -> limits.keySet().containsAll(each.limits()))
        .toList();
  }

  /**
   * The accesses that no screen picks, in the order in which they were received.
   *
   * @param book one of {@link Ends#LOGS}
   * @param after the last one of the page before, or null for the first page
   * @param most how many at most
   * @throws StoreException when the log cannot be read
   */
  public List<Unpicked> unpicked(
      String system, Period period, Basis basis, Book book, @Nullable Place after, int most)
      throws StoreException {
    Map<String, Limit> limits = limits(basis, period);
    long index = after == null ? -1 : after.index();
    long part = after == null ? 0 : after.part();
    String sql =
        """
        SELECT a."index", a.part, a.occurred_at, a.user_id, a.user_name, a.patient_id, a.terminal, a.kind
        FROM accesses a ANTI JOIN (%1$s) c ON c.i = a."index" AND c.p = a.part
        WHERE a."index" > %2$d OR (a."index" = %2$d AND a.part > %3$d)
        ORDER BY a."index", a.part LIMIT %4$d
        """
            .formatted(places(able(limits)), index, part, most);
    try (Workbench bench = store.workbench()) {
      put(bench, system, period, limits);
      IndexRange range = new IndexRange(0, basis.of(book));
      return bench.select(book, range, within(sql)).stream().map(Unpicked::of).toList();
    }
  }

  private static String within(String sql) {
    // Written down, a month of accesses with all their columns would outgrow the memory.
    return "SELECT * FROM (WITH accesses AS NOT MATERIALIZED (%s) %s)".formatted(ACCESSES, sql);
  }

  private static String distinct(List<Screen> screens) {
    return "SELECT count(DISTINCT (i, p)) AS n FROM (%s)".formatted(places(screens));
  }

  /** Where the accesses lie that the screens pick: {@code i}, {@code p}. */
  private static String places(List<Screen> screens) {
    return screens.stream()
        .map(screen -> "SELECT \"index\" AS i, part AS p FROM (%s)".formatted(screen.picks()))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static long number(List<SqlRow> rows) {
    return requireNonNull(rows.getFirst().number("n"));
  }

  private List<Picked> picked(
      Workbench bench, Book book, IndexRange range, String system, Screen screen)
      throws StoreException {
    String by = String.join(", ", screen.by());
    String sql =
        """
        SELECT %1$s, count(*) AS n, count(DISTINCT user_id) AS users, count(DISTINCT patient_id) AS patients,
               min(occurred_at) AS first_at, max(occurred_at) AS last_at, min("index") AS first_index
        FROM (%2$s) GROUP BY %1$s ORDER BY %1$s
        """
            .formatted(by, screen.picks());
    Wording wording = new Wording(zone);
    List<Picked> rows = new ArrayList<>();
    for (SqlRow row : bench.select(book, range, within(sql))) {
      List<String> key = new ArrayList<>(List.of(book.id(), system));
      screen.by().forEach(column -> key.add(wording.text(row.values().get(column))));
      rows.add(
          new Picked(
              Wording.findingId(screen.id(), key),
              screen,
              row.has("user_id") ? row.text("user_id") : null,
              row.has("patient_id") ? row.text("patient_id") : null,
              String.valueOf(row.date("day")),
              wording.fill(screen.sentenceJa(), row),
              wording.fillEnglish(screen.sentenceEn(), row),
              book,
              requireNonNull(row.number("first_index")),
              requireNonNull(row.number("n")),
              requireNonNull(row.time("first_at")),
              requireNonNull(row.time("last_at"))));
    }
    return rows;
  }

  /** What a person or a sender wrote goes into tables, never into a statement. */
  private void put(Workbench bench, String system, Period period, Map<String, Limit> limits)
      throws StoreException {
    long seconds = zone.getRules().getOffset(period.from(zone)).getTotalSeconds();
    bench.put(
        new SqlTable(
            "scope",
            List.of(
                new SqlTable.Column("system", SqlTable.Type.TEXT),
                new SqlTable.Column("from_at", SqlTable.Type.TIME),
                new SqlTable.Column("to_at", SqlTable.Type.TIME),
                new SqlTable.Column("zone_seconds", SqlTable.Type.NUMBER)),
            List.of(List.of(system, period.from(zone), period.to(zone), seconds))));
    bench.put(
        new SqlTable(
            "limits",
            List.of(
                new SqlTable.Column("id", SqlTable.Type.TEXT),
                new SqlTable.Column("value", SqlTable.Type.NUMBER)),
            limits.values().stream().map(each -> List.of(each.id(), each.value())).toList()));
  }

  private String digest(
      String system,
      Period period,
      Basis basis,
      List<Screen> able,
      Map<String, Limit> limits,
      List<Picked> rows,
      long total,
      long picked) {
    StringBuilder lines = new StringBuilder();
    line(lines, "system", system);
    line(lines, "period", period.name() + " " + zone);
    line(lines, "books", basis.clinical() + " " + basis.infrastructure());
    able.forEach(each -> line(lines, "screen", each.label() + " " + each.digest()));
    limits
        .values()
        .forEach(each ->
            line(
                lines,
                "limit",
                each.id()
                    + "="
                    + each.value()
                    + " "
                    + each.approvedBy()
                    + " "
                    + each.approvedOn()));
    line(lines, "counts", total + " " + picked);
    rows.forEach(each -> line(lines, "row", each.id() + " " + each.accesses() + " " + each.ja()));
    return Screen.sha256(ACCESSES + lines);
  }

  private static void line(StringBuilder lines, String name, String value) {
    lines.append(name).append(' ').append(value.replace('\n', ' ')).append('\n');
  }
}
