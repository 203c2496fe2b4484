package io.akashi.intake;

import io.akashi.event.Arrival;
import java.util.List;

/**
 * As {@link ArrivalSink}, for transports that can tell their sender to come back later: it never
 * waits.
 */
@FunctionalInterface
public interface OfferSink {
  /**
   * Takes the messages, or pushes back.
   *
   * @param arrivals at least one, all of the same source
   */
  Offer offer(List<Arrival> arrivals);
}
