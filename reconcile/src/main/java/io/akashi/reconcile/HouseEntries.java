package io.akashi.reconcile;

import static java.util.Objects.requireNonNull;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.event.sentence.OwnMessage;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.Workbench;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a room wrote into the book {@code house} about one kind of its doings: a fold that follows
 * the book, and the only one who writes these. Lost with the process. Safe for use by many threads.
 */
public final class HouseEntries {
  private static final Pattern TYPE = Pattern.compile("[a-z_]+");

  private final Store store;
  private final InstantSource clock;
  private final String type;

  // Guarded by this. By index; those written here are in it before the follower has read them.
  private final SortedMap<Long, HouseEntry> known = new TreeMap<>();
  private long followed;

  /**
   * Entries of one {@code object_type}.
   *
   * @param type letters a to z and low lines
   */
  public HouseEntries(Store store, InstantSource clock, String type) {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("no object type: " + type);
    }
    this.store = store;
    this.clock = clock;
    this.type = type;
  }

  /**
   * Something to be written.
   *
   * @param id what it is about
   * @param kind kind of event
   * @param outcome how it ended
   * @param by user id of the person, or {@code akashi}
   * @param sentence what happened, for a person, in Japanese; a person's words stand as typed
   * @param english the same in English
   * @param fields what is read back
   */
  public record Draft(
      String id,
      Kind kind,
      Outcome outcome,
      String by,
      String sentence,
      String english,
      Map<String, String> fields) {

    private String told() {
      Map<String, String> all = new LinkedHashMap<>(fields);
      all.put(OwnMessage.ENGLISH, english);
      return FlatJson.write(all);
    }
  }

  /**
   * All that was written, oldest first; shortly after a start what is not searchable yet is
   * missing.
   *
   * @throws StoreException when the book cannot be read
   */
  public synchronized List<HouseEntry> all() throws StoreException {
    long end =
        store.status().books().stream()
            .filter(each -> each.book() == Book.HOUSE)
            .mapToLong(Status.BookStatus::decoded)
            .sum();
    if (end > followed) {
      follow(end);
    }
    return new ArrayList<>(known.values());
  }

  private void follow(long end) throws StoreException {
    String sql =
        "SELECT \"index\", occurred_at, user_id, object_id, fields FROM events"
            + " WHERE object_type = '%s' ORDER BY \"index\", part".formatted(type);
    try (Workbench bench = store.workbench()) {
      for (SqlRow row : bench.select(Book.HOUSE, IndexRange.between(followed, end), sql)) {
        HouseEntry read =
            new HouseEntry(
                requireNonNull(row.number("index")),
                requireNonNull(row.time("occurred_at")),
                requireNonNull(row.text("user_id")),
                requireNonNull(row.text("object_id")),
                FlatJson.read(requireNonNull(row.text("fields"))));
        known.put(read.index(), read);
      }
    }
    followed = end;
  }

  /**
   * Writes; durable when it returns.
   *
   * @throws StoreException when it cannot be written, and so did not happen
   */
  public synchronized HouseEntry write(Draft draft) throws StoreException {
    Instant now = clock.instant();
    AuditEvent event =
        AuditEvent.builder()
            .set(Column.OCCURRED_AT, now)
            .set(Column.TIME_QUALITY, "stated:Z")
            .set(Column.KIND, draft.kind().id())
            .set(Column.OUTCOME, draft.outcome().id())
            .set(Column.USER_ID, draft.by())
            .set(Column.OBJECT_TYPE, type)
            .set(Column.OBJECT_ID, draft.id())
            .set(Column.MESSAGE, draft.sentence())
            .set(Column.FIELDS, draft.told())
            .build();
    // Commit point: the entry is durable when this returns.
    long index = store.house(event).first();
    HouseEntry written = new HouseEntry(index, now, draft.by(), draft.id(), draft.fields());
    known.put(index, written);
    return written;
  }
}
