package io.akashi.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The answer to an offer of messages that must not wait. */
public sealed interface Appended {
  /**
   * The messages are in the queue.
   *
   * @param durable completes with the index range once the entries survive a power loss;
   *     exceptionally with a {@link StoreException} when they were not kept
   */
  record Queued(CompletableFuture<IndexRange> durable) implements Appended {}

  /**
   * The messages were not taken: the queue or the disk is full.
   *
   * @param retryAfter when to try again
   * @param reason one sentence
   */
  record Pushback(Duration retryAfter, String reason) implements Appended {}
}
