package io.akashi.store.internal.search;

import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.SqlTable;
import io.akashi.store.sql.Workbench;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** A workbench on a connection of its own, whose temporary tables go with it. */
final class OpenWorkbench implements Workbench {
  private static final Logger LOG = System.getLogger(Workbench.class.getName());

  private final Lease lease;
  private final Search search;

  OpenWorkbench(Lease lease, Search search) {
    this.lease = lease;
    this.search = search;
  }

  @Override
  public void put(SqlTable table) throws StoreException {
    try {
      lease.execute(Sql.createTemporary(table));
      lease.append(table);
    } catch (EngineException e) {
      throw failed(e);
    }
  }

  @Override
  public List<SqlRow> select(String sql) throws StoreException {
    try {
      return lease.rows(sql);
    } catch (EngineException e) {
      throw failed(e);
    }
  }

  @Override
  public List<SqlRow> select(Book book, IndexRange range, String sql) throws StoreException {
    Query query = Query.builder().book(book.id()).withLooks(true).build();
    try {
      return search.read(
          lease, query, (sources, reader) -> lease.rows(statement(sources, range, sql)));
    } catch (EngineException e) {
      throw failed(e);
    }
  }

  private static String statement(List<Source> sources, IndexRange range, String sql) {
    List<Source> touched = sources.stream().filter(source -> touches(source, range)).toList();
    String relation = touched.isEmpty() ? Sql.NO_EVENTS : Source.union(touched);
    // Written down it would be all columns of the whole range, as soon as it is asked for twice.
    return "WITH events AS NOT MATERIALIZED (SELECT * FROM (%s) WHERE \"index\" >= %d AND \"index\" < %d) %s"
        .formatted(relation, range.first(), range.end(), sql);
  }

  private static boolean touches(Source source, IndexRange range) {
    return switch (source) {
      case Source.Hot hot -> hot.from() < range.end() && hot.to() > range.first();
      case Source.Sealed sealed ->
          sealed.range().first() < range.end() && sealed.range().end() > range.first();
    };
  }

  private static StoreException failed(EngineException e) {
    // The statement is the house's own, so its fault is the house's, too: who runs it has to know.
    LOG.log(
        Level.WARNING, "照合の計算ができませんでした / a comparison could not be computed: {0}", e.getMessage());
    return new StoreException(
        "照合の計算ができませんでした / the comparison could not be computed: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    lease.close();
  }
}
