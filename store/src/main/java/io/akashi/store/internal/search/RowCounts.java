package io.akashi.store.internal.search;

import io.akashi.store.Query;
import io.akashi.store.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/**
 * Rows that must be counted one by one: those of the same sources for the same query are read once
 * for all counts that want them. For one thread.
 */
final class RowCounts {
  private final Reader reader;
  private final Map<Rows, List<Count>> wanted = new LinkedHashMap<>();

  /** The rows of some sources that a query finds. */
  private record Rows(Query query, List<Source> sources) {}

  RowCounts(Reader reader) {
    this.reader = reader;
  }

  /** Remembers rows to be counted. */
  void add(Query query, List<Source> sources, Count count) {
    if (!sources.isEmpty()) {
      wanted
          .computeIfAbsent(new Rows(query, List.copyOf(sources)), rows -> new ArrayList<>())
          .add(count);
    }
  }

  /** Counts what was remembered. */
  void run() {
    wanted.forEach(this::run);
    wanted.clear();
  }

  private void run(Rows rows, List<Count> counts) {
    Conditions conditions = Conditions.of(rows.query);
    // With a text each source is a statement of its own, so that a value comes more than once.
    boolean once = rows.query.text() == null;
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
                      add(chunk, counts, once);
                      return true;
                    }));
  }

  private static void add(DuckDBDataChunkReader chunk, List<Count> counts, boolean once) {
    for (long row = 0; row < chunk.rowCount(); row++) {
      int at = counts.size() - 1 - unset(chunk.vector(0).getLong(row), counts.size());
      long events = chunk.vector(1).getLong(row);
      add(counts.get(at), chunk.vector(2 + at), row, events, once);
    }
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
      Count count, DuckDBReadableVector keys, long row, long events, boolean once) {
    boolean none = keys.isNull(row);
    if (count.by() instanceof Tally.ByTime) {
      count.addTime(none ? null : Long.valueOf(keys.getLong(row)), events);
    } else if (once && !count.expectsMore()) {
      count.addWhole(none ? null : keys.getString(row), events);
    } else {
      count.addValue(none ? null : keys.getString(row), events);
    }
  }
}
