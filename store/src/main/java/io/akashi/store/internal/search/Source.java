package io.akashi.store.internal.search;

import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.segment.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A part of a book that a statement can read. */
sealed interface Source {
  /** Earliest {@code occurred_at} in it, microseconds. */
  long firstMicros();

  /** Latest {@code occurred_at} in it, microseconds. */
  long lastMicros();

  /**
   * Rows that are not sealed, of the entries from {@code from} up to, not including, {@code to}.
   */
  record Hot(HotTable table, long from, long to, Shelf shelf) implements Source {
    @Override
    public long firstMicros() {
      return table.firstMicros();
    }

    @Override
    public long lastMicros() {
      return table.lastMicros();
    }

    String relation() {
      return HotRows.Snapshot.rows(table, from, to);
    }
  }

  /** The rows of a segment. */
  record Sealed(Segment segment, Shelf shelf) implements Source {
    @Override
    public long firstMicros() {
      var occurred = segment.manifest().occurred();
      return occurred == null ? Long.MIN_VALUE : occurred.first();
    }

    @Override
    public long lastMicros() {
      var occurred = segment.manifest().occurred();
      return occurred == null ? Long.MAX_VALUE : occurred.last();
    }
  }

  /** The rows of several sources; files are read together. */
  static String union(List<? extends Source> sources) {
    List<String> relations = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Source source : sources) {
      switch (source) {
        case Hot hot -> relations.add(hot.relation());
        case Sealed sealed -> files.add(sealed.segment().events());
      }
    }
    if (!files.isEmpty()) {
      relations.add(Sql.readEvents(files));
    }
    return String.join(" UNION ALL ", relations);
  }
}
