package io.akashi.reconcile;

import io.akashi.register.State;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * All that a comparison sees. It has no clock and no store, so the answer of a past day is the same
 * call with past facts.
 *
 * @param ends how far the books were read
 * @param day the day for which is asked
 * @param zone in which a time becomes a day
 * @param registers the registers at {@code ends.register}
 * @param seen who was seen in the entries below the ends
 */
public record Facts(Ends ends, LocalDate day, ZoneId zone, State registers, List<Sighting> seen) {
  public Facts {
    seen = List.copyOf(seen);
  }
}
