package io.akashi.store.internal.engine;

/**
 * Entries one after the other, in index order. Used by one thread.
 *
 * <p>The arrays belong to the reader of the cursor and are not touched again by the cursor.
 */
public interface EntryCursor extends AutoCloseable {
  /** Steps to the next entry; false at the end. Before the first call there is no entry. */
  boolean next();

  /** Index of the entry in its book. */
  long index();

  /** The header line, without its LF. */
  byte[] header();

  /** The payload as it lies in the entry; empty when it lies beside under its digest. */
  byte[] payload();

  @Override
  void close();
}
