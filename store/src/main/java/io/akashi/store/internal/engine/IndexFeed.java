package io.akashi.store.internal.engine;

import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** Gives a list of entry indexes to DuckDB, for a join. */
final class IndexFeed implements DuckDBTableFunction<long[], int[], Object> {
  private final Feeds feeds;

  IndexFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  @Override
  public long[] bind(DuckDBTableFunctionBindInfo info) {
    info.addResultColumn("index", Long.class);
    return (long[]) feeds.source(info.getParameter(0).getLong());
  }

  @Override
  public int[] init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return new int[1];
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    long[] indexes = info.getBindData();
    int[] position = info.getInitData();
    int count = (int) Math.min(chunk.capacity(), indexes.length - position[0]);
    if (count > 0) {
      var vector = chunk.vector(0);
      for (int row = 0; row < count; row++) {
        vector.setLong(row, indexes[position[0] + row]);
      }
      position[0] += count;
    }
    return count;
  }
}
