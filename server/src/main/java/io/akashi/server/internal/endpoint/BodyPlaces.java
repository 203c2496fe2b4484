package io.akashi.server.internal.endpoint;

import io.akashi.server.internal.web.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * Bodies are held in memory: so many and so many bytes of them at once, and of one caller half as
 * many, so that one who is slow does not take the place of others. Safe for use by many threads.
 */
final class BodyPlaces {
  static final int MOST = 16;
  static final long MOST_BYTES = 64L << 20;

  private final Map<String, Taken> takenBy = new HashMap<>();
  private Taken all = new Taken(0, 0);

  private record Taken(int places, long bytes) {
    Taken plus(int more, long bytesMore) {
      return new Taken(places + more, bytes + bytesMore);
    }

    boolean isBeyond(int share) {
      return places > MOST / share || bytes > MOST_BYTES / share;
    }
  }

  /** A place, to be given back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A place.
   *
   * @param bytes the body may have at most
   * @throws Problem 503 when there is none
   */
  synchronized Place take(String caller, long bytes) {
    Taken own = takenBy.getOrDefault(caller, new Taken(0, 0)).plus(1, bytes);
    Taken then = all.plus(1, bytes);
    if (own.isBeyond(2) || then.isBeyond(1)) {
      throw new Problem(503, "混み合っています。少し待って再送してください。 / busy; send again a little later")
          .with("Retry-After", "1");
    }
    all = then;
    takenBy.put(caller, own);
    return () -> giveBack(caller, bytes);
  }

  private synchronized void giveBack(String caller, long bytes) {
    all = all.plus(-1, -bytes);
    takenBy.computeIfPresent(caller, (name, own) -> own.places() > 1 ? own.plus(-1, -bytes) : null);
  }
}
