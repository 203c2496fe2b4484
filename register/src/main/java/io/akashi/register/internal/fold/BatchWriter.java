package io.akashi.register.internal.fold;

import io.akashi.event.Arrival;
import io.akashi.register.Author;
import io.akashi.register.Batch;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import io.akashi.register.internal.entry.EntryFormat;
import io.akashi.register.internal.entry.JsonValues;
import io.akashi.register.internal.entry.RegisterEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the entries of one batch. For one thread. */
public final class BatchWriter<R extends Record> {
  private final Schema<R> schema;
  private final String id;
  private final Author author;
  private final long micros;
  private final List<Arrival> arrivals = new ArrayList<>();

  /**
   * @param id a name that no other batch has
   * @param micros the time, microseconds since 1970-01-01T00:00:00Z
   */
  public BatchWriter(Schema<R> schema, String id, Author author, long micros) {
    this.schema = schema;
    this.id = id;
    this.author = author;
    this.micros = micros;
  }

  /**
   * Adds a change.
   *
   * @param before the row as it is, null when it is new
   * @param after the row as it shall be, null when it is closed
   */
  public void change(@Nullable Row<R> before, @Nullable R after) {
    R row = after == null && before != null ? before.value() : after;
    if (row == null) {
      throw new IllegalArgumentException("a change is of a row");
    }
    RegisterEntry entry =
        new RegisterEntry.Changed(
            id,
            schema.id(),
            schema.key(schema.values(row)),
            before == null ? null : Long.valueOf(before.version()),
            before == null ? null : JsonValues.of(schema, before.value()),
            after == null ? null : JsonValues.of(schema, after),
            author);
    arrivals.add(EntryFormat.write(entry, schema, micros));
  }

  /** The changes in their order, then the commit. */
  public List<Arrival> commit(Batch.@Nullable Source source) {
    List<byte[]> payloads = arrivals.stream().map(Arrival::payload).toList();
    RegisterEntry entry =
        new RegisterEntry.Committed(
            id, schema.id(), payloads.size(), PendingBatch.digest(payloads), source, author);
    arrivals.add(EntryFormat.write(entry, schema, micros));
    return List.copyOf(arrivals);
  }
}
