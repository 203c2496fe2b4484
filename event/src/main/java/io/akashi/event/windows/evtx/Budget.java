package io.akashi.event.windows.evtx;

/**
 * How much work and text one payload may cause: templates that refer to each other would otherwise
 * turn a few bytes into a day. An honest chunk needs about a tenth of it.
 */
final class Budget {
  private static final long FACTOR = 32;

  private long left;

  Budget(int payloadLength) {
    left = FACTOR * payloadLength;
  }

  /** Pays for {@code amount} bytes read or written. */
  void spend(int amount, int offset) throws DamageException {
    left -= amount;
    if (left < 0) {
      throw new DamageException("展開すると大きすぎます / too much when expanded", offset);
    }
  }
}
