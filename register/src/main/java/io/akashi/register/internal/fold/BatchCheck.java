package io.akashi.register.internal.fold;

import io.akashi.register.Change;
import io.akashi.register.Schema;
import io.akashi.register.internal.entry.JsonValues;
import io.akashi.register.internal.entry.RegisterEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides whether the changes of one batch may be folded. For one thread and one batch. */
final class BatchCheck<R extends Record> {
  private final Schema<R> schema;
  private final Function<List<String>, @Nullable Change<R>> last;
  private final Set<List<String>> seen = new HashSet<>();

  /**
   * @param last the newest change of a row, or null
   */
  BatchCheck(Schema<R> schema, Function<List<String>, @Nullable Change<R>> last) {
    this.schema = schema;
    this.last = last;
  }

  /**
   * The change that an entry makes.
   *
   * @param folded index of the commit
   * @throws IllegalArgumentException with a sentence when it makes none, and the whole batch with
   *     it
   */
  Change<R> change(PendingBatch.Indexed indexed, Instant at, long folded) {
    RegisterEntry.Changed change = indexed.change();
    if (!change.register().equals(schema.id()) || !seen.add(change.key())) {
      throw new IllegalArgumentException(
          "行 %1$s が二度あるか、別の台帳の行です / row %1$s is there twice or of another register"
              .formatted(change.key()));
    }
    Change<R> newest = last.apply(change.key());
    R before = newest == null ? null : newest.after();
    Long version = newest == null || before == null ? null : Long.valueOf(newest.index());
    if (!Objects.equals(version, change.expected())) {
      throw new IllegalArgumentException(
          ("行 %1$s は先に別の変更が確定していました。読み直してやり直してください。 / row %1$s had been changed by somebody else;"
                  + " read it again and try once more")
              .formatted(change.key()));
    }
    Map<String, Object> values = change.after();
    R after = values == null ? null : JsonValues.row(schema, values);
    if (after != null && !schema.key(schema.values(after)).equals(change.key())) {
      throw new IllegalArgumentException(
          "行 %1$s の値が別の行のものです / the values of row %1$s are of another row".formatted(change.key()));
    }
    if (after == null && before == null) {
      throw new IllegalArgumentException(
          "行 %1$s はありません / there is no row %1$s".formatted(change.key()));
    }
    return new Change<>(
        indexed.index(),
        folded,
        at,
        change.author().by(),
        before,
        after,
        change.author().reason(),
        change.author().approver(),
        change.batch());
  }
}
