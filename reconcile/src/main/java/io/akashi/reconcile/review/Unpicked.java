package io.akashi.reconcile.review;

import static java.util.Objects.requireNonNull;

import io.akashi.store.sql.SqlRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access that no screen picked, as the log says it.
 *
 * @param at when it happened
 * @param user user id, or null
 * @param name of the user, or null
 * @param kind id of its kind, or null
 */
public record Unpicked(
    Place place,
    Instant at,
    @Nullable String user,
    @Nullable String name,
    @Nullable String patient,
    @Nullable String terminal,
    @Nullable String kind) {
  /**
   * Where it lies in its book.
   *
   * @param index of its entry
   * @param part of the entry
   */
  public record Place(long index, long part) {}

  static Unpicked of(SqlRow row) {
    return new Unpicked(
        new Place(requireNonNull(row.number("index")), requireNonNull(row.number("part"))),
        requireNonNull(row.time("occurred_at")),
        row.text("user_id"),
        row.text("user_name"),
        row.text("patient_id"),
        row.text("terminal"),
        row.text("kind"));
  }
}
