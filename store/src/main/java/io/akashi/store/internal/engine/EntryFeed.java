package io.akashi.store.internal.engine;

import java.util.Arrays;
import java.util.Base64;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Gives entries to DuckDB. Payloads go in Base64, because the driver's batch door takes valid UTF-8
 * only; the statement turns them back with {@code from_base64}.
 */
final class EntryFeed implements DuckDBTableFunction<EntryCursor, Object, Object> {
  private final Feeds feeds;

  EntryFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  @Override
  public EntryCursor bind(DuckDBTableFunctionBindInfo info) {
    info.addResultColumn("index", Long.class);
    info.addResultColumn("header", String.class);
    info.addResultColumn("payload", String.class);
    return (EntryCursor) feeds.source(info.getParameter(0).getLong());
  }

  @Override
  public Object init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return this;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    EntryCursor entries = info.getBindData();
    int capacity = (int) chunk.capacity();
    byte[][] headers = new byte[capacity][];
    byte[][] payloads = new byte[capacity][];
    var indexes = chunk.vector(0);
    int count = 0;
    while (count < capacity && entries.next()) {
      indexes.setLong(count, entries.index());
      headers[count] = entries.header();
      payloads[count] = Base64.getEncoder().encode(entries.payload());
      count++;
    }
    if (count > 0) {
      chunk.vector(1).setStringUtf8Batch(0, Arrays.copyOf(headers, count));
      chunk.vector(2).setStringUtf8Batch(0, Arrays.copyOf(payloads, count));
    }
    return count;
  }
}
