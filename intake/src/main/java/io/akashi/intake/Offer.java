package io.akashi.intake;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The answer to messages that were offered without waiting. */
public sealed interface Offer {
  /**
   * The messages were taken.
   *
   * @param receipt completes when they are durable; exceptionally when the store stopped
   */
  record Taken(CompletableFuture<Receipt> receipt) implements Offer {}

  /**
   * None of the messages was taken; the sender keeps them.
   *
   * @param retryAfter when to try again, at least one second
   * @param reason one sentence for the sender
   */
  record Pushback(Duration retryAfter, String reason) implements Offer {}
}
