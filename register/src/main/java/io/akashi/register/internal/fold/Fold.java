package io.akashi.register.internal.fold;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.register.Batch;
import io.akashi.register.Change;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import io.akashi.register.State;
import io.akashi.register.internal.entry.EntryFormat;
import io.akashi.register.internal.entry.RegisterEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entries of the book in their order. A batch counts when its commit comes, as a whole or
 * not at all, and what decides is in the book alone: every machine comes to the same rows. For one
 * thread.
 */
public final class Fold {
  private static final Comparator<List<String>> BY_PARTS =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int order = a.get(i).compareTo(b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  private final Map<String, Table<?>> tables = new HashMap<>();
  private final Map<String, PendingBatch> pending = new HashMap<>();
  private final List<Batch> batches = new ArrayList<>();
  private long end;

  /** The rows of one register, each with all its changes. */
  private record Table<R extends Record>(
      Schema<R> schema, NavigableMap<List<String>, List<Change<R>>> changes) {
    Table(Schema<R> schema) {
      this(schema, new TreeMap<>(BY_PARTS));
    }
  }

  public Fold(List<Class<? extends Record>> registers) {
    for (Class<? extends Record> register : registers) {
      Schema<?> schema = Schema.of(register);
      if (tables.put(schema.id(), new Table<>(schema)) != null) {
        throw new IllegalArgumentException("two registers are called " + schema.id());
      }
    }
  }

  /** Index of the next entry to take. */
  public long end() {
    return end;
  }

  /** Takes the entry {@link #end}; what is no change of a register is passed over. */
  public void take(Arrival arrival, long index) {
    end = index + 1;
    if (!arrival.source().equals(SourceId.AKASHI)) {
      return;
    }
    RegisterEntry entry = EntryFormat.read(arrival.payload()).orElse(null);
    switch (entry) {
      case RegisterEntry.Changed changed ->
          pending
              .computeIfAbsent(changed.batch(), id -> new PendingBatch())
              .add(changed, index, arrival.payload());
      case RegisterEntry.Committed committed -> commit(committed, arrival.receivedMicros(), index);
      case null -> {}
    }
  }

  private void commit(RegisterEntry.Committed committed, long micros, long index) {
    PendingBatch held = pending.remove(committed.batch());
    PendingBatch batch = held == null ? new PendingBatch() : held;
    Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    Table<?> table = tables.get(committed.register());
    String refusal =
        table == null
            ? "この版にない台帳です / this version has no such register"
            : fold(table, committed, batch, at, index);
    batches.add(
        new Batch(
            index,
            at,
            committed.batch(),
            committed.register(),
            committed.author().by(),
            committed.author().reason(),
            committed.author().approver(),
            committed.count(),
            committed.source(),
            refusal));
  }

  /** Why the batch is refused; null when it was folded. */
  private static <R extends Record> @Nullable String fold(
      Table<R> table,
      RegisterEntry.Committed committed,
      PendingBatch batch,
      Instant at,
      long index) {
    if (batch.changes().size() != committed.count() || !batch.digest().equals(committed.digest())) {
      return "変更の件数か要約値が確定の記録と合いません / its changes are not those that its commit counts";
    }
    BatchCheck<R> check = new BatchCheck<>(table.schema(), key -> last(table, key, index));
    List<Change<R>> changes = new ArrayList<>();
    for (PendingBatch.Indexed indexed : batch.changes()) {
      try {
        changes.add(check.change(indexed, at, index));
      } catch (IllegalArgumentException e) {
        return e.getMessage();
      }
    }
    for (int i = 0; i < changes.size(); i++) {
      List<String> key = batch.changes().get(i).change().key();
      table.changes().computeIfAbsent(key, k -> new ArrayList<>()).add(changes.get(i));
    }
    return null;
  }

  /** The state when the book was so long. */
  public State state(long size) {
    Map<String, SortedMap<List<String>, Row<?>>> rows = new HashMap<>();
    tables.forEach((id, table) -> rows.put(id, rows(table, size)));
    int count = 0;
    while (count < batches.size() && batches.get(count).index() < size) {
      count++;
    }
    return new State(size, rows, List.copyOf(batches.subList(0, count)));
  }

  private static <R extends Record> SortedMap<List<String>, Row<?>> rows(
      Table<R> table, long size) {
    SortedMap<List<String>, Row<?>> rows = new TreeMap<>(BY_PARTS);
    for (List<String> key : table.changes().keySet()) {
      Change<R> last = last(table, key, size);
      if (last != null && last.after() != null) {
        rows.put(key, new Row<>(last.after(), last.index(), last.at(), last.by()));
      }
    }
    return rows;
  }

  private static <R extends Record> @Nullable Change<R> last(
      Table<R> table, List<String> key, long size) {
    List<Change<R>> changes = table.changes().getOrDefault(key, List.of());
    for (Change<R> change : changes.reversed()) {
      if (change.folded() < size) {
        return change;
      }
    }
    return null;
  }

  /** The changes of one row, oldest first. */
  public <R extends Record> List<Change<R>> history(Schema<R> schema, List<String> key) {
    Table<?> table = tables.get(schema.id());
    if (table == null || table.schema() != schema) {
      throw new IllegalArgumentException(schema.type() + " is no register of this house");
    }
    @SuppressWarnings("unchecked") // The table of the schema of R has rows R.
    Table<R> typed = (Table<R>) table;
    return List.copyOf(typed.changes().getOrDefault(key, List.of()));
  }

  /** End of the book behind the last commit received until then. */
  public long endAt(Instant time) {
    for (Batch batch : batches.reversed()) {
      if (!batch.at().isAfter(time)) {
        return batch.index() + 1;
      }
    }
    return 0;
  }
}
