package io.akashi.reconcile;

import static java.util.Objects.requireNonNull;

import io.akashi.reconcile.internal.FactTables;
import io.akashi.reconcile.internal.Wording;
import io.akashi.register.Limit;
import io.akashi.register.Row;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes comparisons over facts. The same facts give the same outcomes. For one thread. */
public final class Reconciliation implements AutoCloseable {
  private final Facts facts;
  private final Workbench bench;
  private final Wording wording;

  private Reconciliation(Facts facts, Workbench bench) {
    this.facts = facts;
    this.bench = bench;
    this.wording = new Wording(facts.zone());
  }

  /**
   * Lays the facts out on a workbench of that store.
   *
   * @throws StoreException when there is no room for them
   */
  public static Reconciliation over(Store store, Facts facts) throws StoreException {
    Workbench bench = store.workbench();
    try {
      FactTables.put(bench, facts);
      return new Reconciliation(facts, bench);
    } catch (StoreException | RuntimeException e) {
      bench.close();
      throw e;
    }
  }

  /**
   * What a comparison gives.
   *
   * @throws StoreException when a statement of it cannot be run
   */
  public Outcome run(Comparison comparison) throws StoreException {
    List<String> missing = missing(comparison);
    if (!missing.isEmpty()) {
      return new Outcome(comparison, 0, List.of(), List.of(), missing);
    }
    long population = requireNonNull(select(comparison.population()).getFirst().number("n"));
    List<Finding> findings = new ArrayList<>();
    for (SqlRow row : select(comparison.findings())) {
      findings.add(finding(comparison, row));
    }
    List<String> unknown = new ArrayList<>();
    if (comparison.unknown().isPresent()) {
      for (SqlRow row : select(comparison.unknown().get())) {
        unknown.add(wording.unknown(row, comparison.subject()));
      }
    }
    return new Outcome(comparison, population, findings, unknown, missing);
  }

  private List<SqlRow> select(String sql) throws StoreException {
    return bench.select(FactTables.statement(sql));
  }

  private List<String> missing(Comparison comparison) {
    List<String> missing = new ArrayList<>();
    for (String register : comparison.registers()) {
      if (FactTables.size(facts.registers(), register) == 0) {
        missing.add(
            ("台帳 %1$s が空です。./akashi register import %1$s で取り込んでください。"
                    + " / the register %1$s is empty: import it with ./akashi register import %1$s")
                .formatted(register));
      }
    }
    if (comparison.log() && facts.seen().isEmpty()) {
      missing.add("利用者の分かる記録がまだありません。 / no log with users has been received yet");
    }
    for (String limit : comparison.limits()) {
      if (approved(limit).isEmpty()) {
        missing.add(
            ("承認された基準値 %1$s がありません。./akashi register put limits id=%1$s value=90 unit=日 approved_by=承認者"
                    + " approved_on=2026-04-01 のように登録してください。 / there is no approved limit %1$s: set it with ./akashi"
                    + " register put limits id=%1$s value=90 approved_by=NAME approved_on=2026-04-01")
                .formatted(limit));
      }
    }
    return missing;
  }

  private OptionalLong approved(String id) {
    Optional<Row<Limit>> row = facts.registers().find(Limit.class, id);
    return row.map(Row::value).stream()
        .filter(limit -> limit.isInForce(facts.day()))
        .mapToLong(Limit::value)
        .findFirst();
  }

  private Finding finding(Comparison comparison, SqlRow row) {
    List<String> subject =
        comparison.subject().stream()
            .map(column -> wording.text(row.values().get(column)))
            .toList();
    return new Finding(
        Wording.findingId(comparison.id(), subject),
        comparison.label(),
        subject,
        wording.fill(comparison.sentence().ja(), row),
        wording.fillEnglish(comparison.sentence().en(), row),
        rows(comparison, row),
        comparison.events().stream().map(columns -> event(columns, row)).toList());
  }

  private List<Finding.RowRef> rows(Comparison comparison, SqlRow row) {
    List<Finding.RowRef> rows = new ArrayList<>();
    comparison
        .rows()
        .forEach((register, columns) -> {
          List<String> key =
              columns.stream().map(column -> wording.text(row.values().get(column))).toList();
          FactTables.version(facts.registers(), register, key)
              .ifPresent(version -> rows.add(new Finding.RowRef(register, key, version)));
        });
    return rows;
  }

  private static Finding.EventRef event(Comparison.EventColumns columns, SqlRow row) {
    return new Finding.EventRef(
        Book.of(requireNonNull(row.text(columns.book()))).orElseThrow(),
        requireNonNull(row.number(columns.index())),
        requireNonNull(row.number(columns.part())).intValue());
  }

  @Override
  public void close() {
    bench.close();
  }
}
