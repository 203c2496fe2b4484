package io.akashi.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who computes next when more want to than there are processors: addresses take turns, so that who
 * has a thousand requests or handshakes waits behind its own, and a stranger behind one of them. A
 * turn that is not over after {@link #LONGEST} no longer counts: it waits for its client, or for a
 * disk. Safe for use by many threads.
 *
 * <p>Made for virtual threads. Their scheduler has a blind spot: a carrier first runs what its own
 * threads have woken, and looks at what came from outside, such as the thread of a new connection,
 * only when that is done; those who wait for turns and wake each other would keep all carriers for
 * themselves. So while somebody waits, no turn begins every now and then until a thread that was
 * started from outside has run.
 */
public final class Turns {
  /** A page or a handshake takes some milliseconds. */
  public static final Duration LONGEST = Duration.ofMillis(20);

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS, Runnable::run);

  private final int places;
  private final long longest;
  private final Executor outside;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock. By address, whose turn is next first.
  private final Map<String, Deque<Turn>> waiting = new LinkedHashMap<>();
  // The oldest first.
  private final Deque<Turn> going = new ArrayDeque<>();
  private boolean looking;
  private boolean lettingIn;

  /** For a listener of this machine. */
  public Turns() {
    this(2 * Runtime.getRuntime().availableProcessors(), LONGEST, Thread::startVirtualThread);
  }

  /**
   * @param places how many turns count at a time
   * @param longest for how long one counts
   * @param outside starts a virtual thread
   */
  Turns(int places, Duration longest, Executor outside) {
    this.outside = outside;
    this.places = places;
    this.longest = longest.toNanos();
  }

  /** Computes until it is closed, which may be done twice. */
  public final class Turn implements AutoCloseable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private long since;

    private Turn() {}

    @Override
    public void close() {
      lock.lock();
      try {
        if (going.remove(this)) {
          next();
        }
      } finally {
        lock.unlock();
      }
    }

    private void begin() {
      since = System.nanoTime();
      going.add(this);
      begun.countDown();
    }

    private void awaitBegin() {
      boolean interrupted = false;
      while (true) {
        try {
          begun.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true; // it is not long
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for a turn.
   *
   * @param address of whoever wants to have something computed, without its port
   */
  public Turn take(String address) {
    Turn turn = new Turn();
    lock.lock();
    try {
      waiting.computeIfAbsent(address, each -> new ArrayDeque<>()).add(turn);
      next();
    } finally {
      lock.unlock();
    }
    turn.awaitBegin();
    return turn;
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(Deque::size).sum();
    } finally {
      lock.unlock();
    }
  }

  private void next() {
    long now = System.nanoTime();
    going.removeIf(turn -> now - turn.since > longest);
    while (!lettingIn && going.size() < places && !waiting.isEmpty()) {
      Iterator<Map.Entry<String, Deque<Turn>>> first = waiting.entrySet().iterator();
      Map.Entry<String, Deque<Turn>> whose = first.next();
      first.remove();
      whose.getValue().remove().begin();
      if (!whose.getValue().isEmpty()) {
        waiting.put(whose.getKey(), whose.getValue()); // behind all others
      }
    }
    if (!looking && !waiting.isEmpty()) {
      looking = true;
      LATER.execute(this::look);
    }
  }

  /** Runs in a platform thread, a moment after somebody began to wait. */
  private void look() {
    lock.lock();
    try {
      looking = false;
      lettingIn = true;
    } finally {
      lock.unlock();
    }
    outside.execute(this::goOn);
  }

  private void goOn() {
    lock.lock();
    try {
      lettingIn = false;
      next();
    } finally {
      lock.unlock();
    }
  }
}
