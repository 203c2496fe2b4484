package io.akashi.register;

import io.akashi.event.Arrival;
import io.akashi.register.internal.entry.JsonValues;
import io.akashi.register.internal.fold.BatchWriter;
import io.akashi.register.internal.fold.Fold;
import io.akashi.register.internal.plan.CsvExport;
import io.akashi.register.internal.plan.Planner;
import io.akashi.register.internal.plan.TypedRow;
import io.akashi.register.internal.table.TableException;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * The registers of a house: the fold over the book {@code register}, and the only way to change it.
 * Safe for use by many threads; it has none of its own.
 */
public final class Registers {
  /** Every register. A new one is added here. */
  private static final List<Class<? extends Record>> DECLARED =
      List.of(Person.class, Account.class, Limit.class);

  private static final int TOGETHER = 2_000;

  private final Store store;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Fold fold;
  private final Object lock = new Object();
  private volatile State now;

  private Registers(
      Store store, InstantSource clock, ZoneId zone, List<Class<? extends Record>> registers) {
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.fold = new Fold(registers);
    this.now = fold.state(0);
  }

  /**
   * Reads the whole book {@code register}.
   *
   * @param zone where the days of times in imported files are counted
   * @throws StoreException when an entry cannot be read
   */
  public static Registers open(Store store, InstantSource clock, ZoneId zone)
      throws StoreException {
    return open(store, clock, zone, DECLARED);
  }

  /** As {@link #open(Store, InstantSource, ZoneId)}, with other registers. */
  public static Registers open(
      Store store, InstantSource clock, ZoneId zone, List<Class<? extends Record>> registers)
      throws StoreException {
    Registers opened = new Registers(store, clock, zone, registers);
    opened.follow();
    return opened;
  }

  /** Where the days of times in imported files are counted. */
  public ZoneId zone() {
    return zone;
  }

  /** The schemas of all registers. */
  public static List<Schema<?>> schemas() {
    return DECLARED.stream().<Schema<?>>map(Schema::of).toList();
  }

  /** The schema of that register, or empty. */
  public static Optional<Schema<?>> schema(String id) {
    return schemas().stream().filter(schema -> schema.id().equals(id)).findFirst();
  }

  /**
   * Takes the entries that came since.
   *
   * @return the state now
   */
  public State follow() throws StoreException {
    synchronized (lock) {
      long before = fold.end();
      long end = store.read(Book.REGISTER, before, fold::take);
      if (end > before) {
        now = fold.state(end);
      }
      return now;
    }
  }

  /** The state when {@link #follow} was last called. */
  public State now() {
    return now;
  }

  /** The state when the book had so many entries, as far as it was followed. */
  public State at(long index) {
    synchronized (lock) {
      return index >= now.index() ? now : fold.state(index);
    }
  }

  /** The state of what had been received until then. */
  public State at(Instant time) {
    synchronized (lock) {
      return at(fold.endAt(time));
    }
  }

  /** The changes of one row, oldest first; empty when there never was one. */
  public <R extends Record> List<Change<R>> history(Class<R> register, List<String> key) {
    synchronized (lock) {
      return fold.history(Schema.of(register), key);
    }
  }

  /**
   * Adds a row, or puts it in the place of the one with its key.
   *
   * @return the batch; empty when the row already is so
   * @throws RegisterException when somebody else changed the row meanwhile
   */
  public <R extends Record> Optional<Batch> put(R typed, Author author)
      throws RegisterException, StoreException {
    @SuppressWarnings("unchecked") // The class of an R.
    Class<R> register = (Class<R>) typed.getClass();
    Schema<R> schema = Schema.of(register);
    // As the fold will read it: empty text is no value.
    R row = JsonValues.row(schema, JsonValues.of(schema, typed));
    synchronized (lock) {
      Row<R> before = follow().find(register, schema.key(schema.values(row))).orElse(null);
      if (before != null && before.value().equals(row)) {
        return Optional.empty();
      }
      BatchWriter<R> writer = writer(schema, author);
      writer.change(before, row);
      return Optional.of(write(writer.commit(null)));
    }
  }

  /**
   * Takes a row out of the register; its history stays.
   *
   * @throws RegisterException when there is none, or somebody else changed it meanwhile
   */
  public <R extends Record> Batch close(Class<R> register, List<String> key, Author author)
      throws RegisterException, StoreException {
    synchronized (lock) {
      Row<R> before =
          follow()
              .find(register, key)
              .orElseThrow(() ->
                  new RegisterException(
                      "行 %1$s はありません。 / there is no row %1$s".formatted(String.join(" / ", key))));
      BatchWriter<R> writer = writer(Schema.of(register), author);
      writer.change(before, null);
      return write(writer.commit(null));
    }
  }

  /**
   * Sets some fields of a row and keeps the others; the row is added when there is none.
   *
   * @param fields texts as people type them, by the id or heading of their field; an empty one
   *     empties it
   * @return the batch; empty when the row already is so
   * @throws RegisterException when a field or a value is not one
   */
  public <R extends Record> Optional<Batch> put(
      Class<R> register, Map<String, String> fields, Author author)
      throws RegisterException, StoreException {
    synchronized (lock) {
      return put(new TypedRow<>(Schema.of(register), fields, zone).row(follow()), author);
    }
  }

  /**
   * Compares a file with the register as it is now; nothing is written.
   *
   * @throws RegisterException when the file is no table of this register
   */
  public <R extends Record> Preview<R> preview(Class<R> register, ImportFile file)
      throws RegisterException, StoreException {
    try {
      return new Planner<>(Schema.of(register), follow(), file, zone).plan();
    } catch (TableException e) {
      throw new RegisterException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Writes what a preview showed, as one batch; also when nothing is different, because that is
   * known then.
   *
   * @throws RegisterException when one of its rows was changed since; nothing is changed then
   */
  public <R extends Record> Batch commit(Preview<R> preview, Author author)
      throws RegisterException, StoreException {
    BatchWriter<R> writer = writer(preview.schema(), author);
    preview.added().forEach(row -> writer.change(row.before(), row.after()));
    preview.changed().forEach(row -> writer.change(row.before(), row.after()));
    if (preview.closing()) {
      preview.vanished().forEach(row -> writer.change(row, null));
    }
    synchronized (lock) {
      refuseIfStale(preview);
      return write(writer.commit(preview.source()));
    }
  }

  /** The fold would refuse it as well; this way nothing is written in vain. */
  private <R extends Record> void refuseIfStale(Preview<R> preview)
      throws RegisterException, StoreException {
    Schema<R> schema = preview.schema();
    State current = follow();
    List<Preview.Planned<R>> planned = new ArrayList<>(preview.added());
    planned.addAll(preview.changed());
    for (Preview.Planned<R> row : planned) {
      List<String> key = schema.key(schema.values(row.after()));
      Row<R> before = row.before();
      Long expected = before == null ? null : (Long) before.version();
      Long version = current.find(schema.type(), key).map(Row::version).orElse(null);
      if (!Objects.equals(expected, version)) {
        throw new RegisterException(
            "%1$s は確認の後に変更されました。もう一度取り込んでください。 / %1$s was changed after the preview; import again"
                .formatted(String.join(" / ", key)));
      }
    }
  }

  /** A register as CSV that {@link #preview} reads back without a change. */
  public static <R extends Record> byte[] csv(State state, Class<R> register) {
    return CsvExport.of(Schema.of(register), state);
  }

  private <R extends Record> BatchWriter<R> writer(Schema<R> schema, Author author) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return new BatchWriter<>(schema, UUID.randomUUID().toString(), author, micros);
  }

  /** Appends a batch, waits until it is durable, and folds it. */
  private Batch write(List<Arrival> batch) throws RegisterException, StoreException {
    long commit = -1;
    try {
      for (int from = 0; from < batch.size(); from += TOGETHER) {
        List<Arrival> some = batch.subList(from, Math.min(batch.size(), from + TOGETHER));
        commit = store.append(Book.REGISTER, some).get().end() - 1;
      }
    } catch (ExecutionException | IOException e) {
      throw new RegisterException(
          ("台帳の変更を書けないため、何も変えていません（%1$s）。 / the change cannot be written, so nothing was changed:"
                  + " %1$s")
              .formatted(e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegisterException("中断されました / interrupted", e);
    }
    return folded(commit);
  }

  private Batch folded(long commit) throws RegisterException, StoreException {
    for (Batch batch : follow().batches().reversed()) {
      if (batch.index() == commit) {
        String refusal = batch.refusal();
        if (refusal != null) {
          throw new RegisterException(refusal);
        }
        return batch;
      }
    }
    throw new RegisterException(
        "変更が確定していません。もう一度お試しください。 / the change was not committed; try again");
  }
}
