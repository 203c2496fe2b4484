package io.akashi.evidence.internal;

import io.akashi.evidence.Answer.Age;
import io.akashi.evidence.Duty;
import io.akashi.reconcile.Facts;
import io.akashi.reconcile.Sighting;
import io.akashi.register.Account;
import io.akashi.register.Batch;
import io.akashi.register.Limit;
import io.akashi.register.Registers;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How old the facts of a duty are. */
final class Ages {
  private final Duty duty;
  private final Facts facts;

  Ages(Duty duty, Facts facts) {
    this.duty = duty;
    this.facts = facts;
  }

  /**
   * One for each register, accounts by system, and one for the log of each system with accounts.
   */
  List<Age> list() {
    List<Age> ages = new ArrayList<>();
    for (String of : new TreeSet<>(duty.fresh().keySet())) {
      if (of.equals(Duty.LOG)) {
        logs(ages);
      } else if (of.equals(Schema.of(Account.class).id())) {
        accounts(ages, of);
      } else {
        Schema<?> schema = Registers.schema(of).orElseThrow();
        ages.add(age(of, of, null, newest(schema.type(), null)));
      }
    }
    return ages;
  }

  private void accounts(List<Age> ages, String of) {
    for (String system : systems()) {
      ages.add(age(of + " " + system, of, null, newest(Account.class, system)));
    }
  }

  private Set<String> systems() {
    Set<String> systems = new TreeSet<>();
    facts.registers().rows(Account.class).forEach(row -> systems.add(row.value().system()));
    return systems;
  }

  private void logs(List<Age> ages) {
    Map<String, Instant> first = new TreeMap<>();
    Map<String, Instant> last = new TreeMap<>();
    for (Sighting each : facts.seen()) {
      first.merge(each.system(), each.first(), (one, other) -> one.isBefore(other) ? one : other);
      last.merge(each.system(), each.last(), (one, other) -> one.isAfter(other) ? one : other);
    }
    for (String system : systems()) {
      Optional<Instant> newest = Optional.ofNullable(last.get(system));
      ages.add(age(Duty.LOG + " " + system, Duty.LOG, first.get(system), newest));
    }
  }

  /**
   * The newest import of the whole list; of a register that was never imported, but is kept by
   * hand, the newest change.
   */
  private <R extends Record> Optional<Instant> newest(Class<R> register, @Nullable String system) {
    if (facts.registers().wasImported(register, system)) {
      return facts.registers().lastImport(register, system).map(Batch::at);
    }
    return facts.registers().rows(register).stream()
        .filter(row -> system == null || isOf(row, system))
        .map(Row::changedAt)
        .max(Comparator.naturalOrder());
  }

  private static boolean isOf(Row<?> row, String system) {
    return row.value() instanceof Account account && account.system().equals(system);
  }

  private Age age(String of, String kind, @Nullable Instant oldest, Optional<Instant> newest) {
    Optional<Limit> limit =
        facts
            .registers()
            .find(Limit.class, Duty.limit(kind))
            .map(Row::value)
            .filter(each -> each.isInForce(facts.day()));
    long allowed = limit.map(Limit::value).orElseGet(() -> duty.fresh().getOrDefault(kind, 0L));
    boolean fresh =
        newest
            .map(time -> LocalDate.ofInstant(time, facts.zone()))
            .filter(day -> ChronoUnit.DAYS.between(day, facts.day()) <= allowed)
            .isPresent();
    return new Age(of, oldest, newest.orElse(null), allowed, limit.isPresent(), fresh);
  }
}
