package io.akashi.store.sql;

import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.StoreException;
import java.util.List;

/**
 * A place to compute with SQL (DuckDB's) over tables that are put here and over the events of a
 * book. For the house's own comparisons, whose statements are its own: no look is recorded, and a
 * statement must never be made of what a person or a sender wrote; that belongs into a table. For
 * one thread; everything on it is gone when it is closed.
 */
public interface Workbench extends AutoCloseable {
  /** Puts a table here, in place of one of the same name. */
  void put(SqlTable table) throws StoreException;

  /**
   * The rows of a statement over the tables.
   *
   * @throws StoreException when it cannot be run
   */
  List<SqlRow> select(String sql) throws StoreException;

  /**
   * The rows of a statement over the tables and a relation {@code events}: the columns of the
   * vocabulary, times as TIMESTAMP in UTC, of the entries of a range that are searchable. What a
   * damaged segment holds is left out; {@link io.akashi.store.Store#unreadable} names it.
   *
   * @throws StoreException when it cannot be run
   */
  List<SqlRow> select(Book book, IndexRange range, String sql) throws StoreException;

  @Override
  void close();
}
