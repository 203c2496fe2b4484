package io.akashi.intake.internal.framing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Memory that all connections of a listener share: what each holds beyond its first {@value
 * Window#RESTING} bytes. Safe for use by many threads.
 */
public final class Room {
  /** Of one listener: 64 MiB. */
  public static final int USUAL_BYTES = 64 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore bytes;
  private final int all;
  private final Duration patience;

  public Room(int all) {
    this(all, PATIENCE);
  }

  Room(int all, Duration patience) {
    this.all = all;
    this.bytes = new Semaphore(all, true);
    this.patience = patience;
  }

  /** Whether more than half of it is taken. */
  public boolean isScarce() {
    return bytes.availablePermits() < all / 2;
  }

  /** Takes some if there is. */
  boolean offers(int wanted) {
    return bytes.tryAcquire(wanted);
  }

  /**
   * Takes some, waiting a little for others to give theirs back.
   *
   * @throws IOException when there is none; the connection has to end
   */
  void take(int wanted) throws IOException {
    try {
      if (!bytes.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("no room for a long message beside those of other connections");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  void giveBack(int taken) {
    bytes.release(taken);
  }
}
