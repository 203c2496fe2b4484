package io.akashi.store.internal.journal;

/** Hears of entries between the moment they are durable and the moment they are acknowledged. */
@FunctionalInterface
public interface CommitListener {
  /**
   * Called in the committing thread, batch after batch in the order of indexes, after the sync and
   * before the batch's future completes. What it throws halts the journal. The batch must not be
   * changed, and not be kept longer than needed.
   *
   * @param first index of the batch's first entry
   */
  void committed(long first, EntryBatch batch);
}
