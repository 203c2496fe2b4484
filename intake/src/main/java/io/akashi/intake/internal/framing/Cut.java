package io.akashi.intake.internal.framing;

import io.akashi.event.Arrival;
import io.akashi.intake.Framing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the next message lies in the window: frame bytes up to {@code from}, payload up to {@code
 * to}, frame bytes up to {@code next}. One instance a stream, filled anew for each message.
 */
final class Cut {
  int from;
  int to;
  int next;
  String framing = Framing.LF;

  /** Whether this message shall carry {@link Arrival#KEY_TRUNCATED}. */
  boolean truncated;

  /** Whether the octet count of this message proved wrong. */
  boolean repaired;

  /** The length in the frame, when it was not the payload's; else 0. */
  int stated;

  /** Which piece of an over-long message, from 1; else 0. */
  int part;

  /** Whether the beginning of this message was found by searching. */
  boolean found;

  /** Whether the beginning of the message behind this one was found by searching. */
  boolean findsNext;

  void set(int from, int to, int next, String framing) {
    this.from = from;
    this.to = to;
    this.next = next;
    this.framing = framing;
    truncated = false;
    repaired = false;
    findsNext = false;
    stated = 0;
    part = 0;
  }

  Map<String, String> keys() {
    if (!truncated && !repaired && !found && stated == 0 && part == 0) {
      return Map.of();
    }
    Map<String, String> keys = new LinkedHashMap<>();
    if (truncated) {
      keys.put(Arrival.KEY_TRUNCATED, "1");
    }
    if (repaired) {
      keys.put(Arrival.KEY_REPAIRED, Framing.OCTET);
    }
    if (stated > 0) {
      keys.put(Framing.KEY_STATED, Integer.toString(stated));
    }
    if (part > 0) {
      keys.put(Framing.KEY_PART, Integer.toString(part));
    }
    if (found) {
      keys.put(Framing.KEY_START, "scan");
    }
    return Collections.unmodifiableMap(keys);
  }
}
