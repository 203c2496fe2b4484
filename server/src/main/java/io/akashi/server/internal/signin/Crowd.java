package io.akashi.server.internal.signin;

import io.akashi.server.account.AccountException;
import java.util.HashMap;
import java.util.Map;

/**
 * How many passwords are checked at a time for one address: each takes its time and memory, and all
 * wait for the same two places. Safe for use by many threads.
 */
final class Crowd {
  static final int MOST_OF_ONE = 8;

  // Guarded by this.
  private final Map<String, Integer> inside = new HashMap<>();

  /** A place, to be given back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A place for that address.
   *
   * @throws AccountException.Busy when it has too many
   */
  synchronized Place enter(String address) {
    int others = inside.getOrDefault(address, 0);
    if (others >= MOST_OF_ONE) {
      throw new AccountException.Busy();
    }
    inside.put(address, others + 1);
    return () -> leave(address);
  }

  private synchronized void leave(String address) {
    inside.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
  }
}
