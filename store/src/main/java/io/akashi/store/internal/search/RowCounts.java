package io.akashi.store.internal.search;

import io.akashi.store.Query;
import io.akashi.store.Tally;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBReadableVector;

/**
 * Rows that must be counted one by one: those of the same sources for the same query are read once
 * for all counts that want them. For one thread.
 */
final class RowCounts {
  private final Reader reader;
  private final Map<Rows, Set<Count>> wanted = new LinkedHashMap<>();

  /** The rows of some sources that a query finds. */
  private record Rows(Query query, List<Source> sources) {}

  RowCounts(Reader reader) {
    this.reader = reader;
  }

  /** Remembers rows to be counted. */
  void add(Query query, List<Source> sources, Count count) {
    if (!sources.isEmpty()) {
      wanted
          .computeIfAbsent(new Rows(query, List.copyOf(sources)), rows -> identities())
          .add(count);
    }
  }

  private static Set<Count> identities() {
    return Collections.newSetFromMap(new LinkedHashMap<>());
  }

  /** Counts what was remembered. */
  void run() {
    wanted.forEach((rows, counts) -> {
      // With a text each source is a statement of its own.
      boolean once = rows.query.text() == null;
      Set<Count> whole = new LinkedHashSet<>();
      for (Count count : counts) {
        if (once && !count.expectsMore()) {
          whole.add(count);
        }
      }
      run(rows, List.copyOf(counts), whole);
    });
    wanted.clear();
  }

  private void run(Rows rows, List<Count> counts, Set<Count> whole) {
    Conditions conditions = Conditions.of(rows.query);
    reader.each(
        rows.query,
        conditions,
        rows.sources,
        relation ->
            reader
                .lease()
                .query(
                    statement(relation, conditions, counts),
                    conditions.parameters(),
                    chunk -> {
                      DuckDBReadableVector set = chunk.vector(0);
                      DuckDBReadableVector events = chunk.vector(1);
                      for (long row = 0; row < chunk.rowCount(); row++) {
                        int at = counts.size() - 1 - unset(set.getLong(row), counts.size());
                        Count count = counts.get(at);
                        add(
                            count,
                            chunk.vector(2 + at),
                            row,
                            events.getLong(row),
                            whole.contains(count));
                      }
                      return true;
                    }));
  }

  /** One statement for all counts: GROUPING_ID has a bit for each key that is not told apart. */
  private static String statement(String relation, Conditions conditions, List<Count> counts) {
    List<String> keys = IntStream.range(0, counts.size()).mapToObj(i -> "k" + i).toList();
    String named =
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i).expression() + " AS k" + i)
            .collect(Collectors.joining(", "));
    String all = String.join(", ", keys);
    return "SELECT grouping_id(%1$s)::BIGINT, count(*), %1$s FROM (SELECT %2$s FROM (%3$s)%4$s) GROUP BY GROUPING SETS (%5$s)"
        .formatted(
            all,
            named,
            relation,
            conditions.where(),
            keys.stream().map(key -> "(" + key + ")").collect(Collectors.joining(", ")));
  }

  /** The one bit below {@code size} that is not set. */
  private static int unset(long bits, int size) {
    return Long.numberOfTrailingZeros(~bits & ((1L << size) - 1));
  }

  private static void add(
      Count count, DuckDBReadableVector keys, long row, long events, boolean whole) {
    boolean none = keys.isNull(row);
    if (count.by() instanceof Tally.ByTime) {
      count.addTime(none ? null : Long.valueOf(keys.getLong(row)), events);
    } else if (whole) {
      count.addWhole(none ? null : keys.getString(row), events);
    } else {
      count.addValue(none ? null : keys.getString(row), events);
    }
  }
}
