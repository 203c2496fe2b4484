package io.akashi.store.internal.search;

import io.akashi.store.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * All that can be searched of one book.
 *
 * @param hot the rows that are not sealed
 */
public record Shelf(HotRows hot) {
  String book() {
    return hot.book();
  }

  /** The parts that may hold answers, each event in exactly one of them. */
  View view(Query query) {
    // The order keeps each event in one part: rows that are sealed in between are in both lists,
    // and the hot ones among them are left out by their index.
    HotRows.Snapshot rows = hot.snapshot();
    List<Source> sources = new ArrayList<>();
    for (HotTable table : rows.tables()) {
      sources.add(
          new Source(
              book(),
              HotRows.Snapshot.rows(table, 0, rows.next()),
              table.firstMicros(),
              table.lastMicros()));
    }
    return new View(sources, rows);
  }

  /** Parts of one moment; the rows stay readable until it is closed. */
  record View(List<Source> sources, HotRows.Snapshot rows) implements AutoCloseable {
    @Override
    public void close() {
      rows.close();
    }
  }
}
