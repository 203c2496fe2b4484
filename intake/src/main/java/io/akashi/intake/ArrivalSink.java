package io.akashi.intake;

import io.akashi.event.Arrival;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where the transports hand over what they received; the seam between this room and the log.
 *
 * <p>Safe for use by many threads. The arrivals of one call have the same source, stay together and
 * in order, and belong to the sink from then on. Calls of one thread are kept in their order.
 */
@FunctionalInterface
public interface ArrivalSink {
  /**
   * Waits for room, then hands the messages over.
   *
   * @param arrivals at least one, all of the same source
   * @return completes when all of them are durable; exceptionally when the store stopped, and then
   *     nothing is promised about them
   * @throws InterruptedException when interrupted while waiting for room; nothing was handed over
   */
  CompletableFuture<Receipt> accept(List<Arrival> arrivals) throws InterruptedException;
}
