package io.akashi.store.internal.engine;

import io.akashi.store.Asking;
import io.akashi.store.internal.engine.EngineException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who asks next. At most so many questions run at once; the others wait, those of one user in their
 * order, the users in turn, so that many questions of one keep a question of another no longer than
 * the one that runs. Where there are several turns, one user never holds all of them. Those who
 * wait are bounded in number and in time. Safe for use by many threads.
 */
final class Turns {
  /** Most questions that wait; each has a thread and little else. */
  static final int MOST_WAITING = 128;

  /** Most of them of one user. */
  static final int MOST_OF_ONE = 32;

  private final int all;
  private int held;
  private int waiting;
  private final Map<String, Integer> heldBy = new HashMap<>();
  // The user who is next stands first; nobody is in it who waits for nothing.
  private final LinkedHashMap<String, Deque<Waiting>> users = new LinkedHashMap<>();

  Turns(int all) {
    this.all = all;
  }

  private static final class Waiting {
    private boolean granted;
    private boolean cancelled;
  }

  /** A turn, to be given back. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A turn, after waiting for it.
   *
   * @throws EngineException with the reason {@code BUSY} when too many wait or it took too long,
   *     {@code CANCELLED} when the question was cancelled
   */
  Turn take(Asking asking, Duration patience) {
    Waiting mine = new Waiting();
    enqueue(asking.user(), mine);
    try (Asking.Ear _ = asking.onCancel(() -> cancel(mine))) {
      await(asking.user(), mine, patience);
    }
    return () -> giveBack(asking.user());
  }

  /** Questions that wait now. */
  synchronized int waiting() {
    return waiting;
  }

  private synchronized void enqueue(String user, Waiting mine) {
    Deque<Waiting> own = users.computeIfAbsent(user, name -> new ArrayDeque<>());
    own.add(mine);
    waiting++;
    grant();
    if (!mine.granted && (waiting > MOST_WAITING || own.size() > MOST_OF_ONE)) {
      leave(user, mine);
      throw new EngineException(Reason.BUSY, "too many questions wait already");
    }
  }

  private synchronized void cancel(Waiting one) {
    one.cancelled = true;
    notifyAll();
  }

  private synchronized void await(String user, Waiting mine, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!mine.granted && !mine.cancelled) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          leave(user, mine);
          throw new EngineException(Reason.BUSY, "the question waited too long for its turn");
        }
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      leave(user, mine);
      Thread.currentThread().interrupt();
      throw new EngineException(Reason.CANCELLED, "interrupted while waiting", e);
    }
    if (mine.cancelled) {
      leave(user, mine);
      throw new EngineException(Reason.CANCELLED, "the question was cancelled while it waited");
    }
  }

  /** Out of the queue, or, when it has its turn already, the turn back. */
  private void leave(String user, Waiting mine) {
    if (mine.granted) {
      giveBack(user);
      return;
    }
    Deque<Waiting> own = users.get(user);
    if (own != null && own.remove(mine)) {
      waiting--;
      if (own.isEmpty()) {
        users.remove(user);
      }
    }
  }

  private synchronized void giveBack(String user) {
    held--;
    heldBy.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
    grant();
  }

  private void grant() {
    while (held < all && grantNext()) {
      notifyAll();
    }
  }

  /** Gives one turn to the first user who may have one; who had it stands last. */
  private boolean grantNext() {
    Iterator<Map.Entry<String, Deque<Waiting>>> next = users.entrySet().iterator();
    while (next.hasNext()) {
      Map.Entry<String, Deque<Waiting>> entry = next.next();
      String user = entry.getKey();
      if (mayHaveOneMore(user)) {
        Deque<Waiting> own = entry.getValue();
        next.remove();
        own.remove().granted = true;
        waiting--;
        held++;
        heldBy.merge(user, 1, Integer::sum);
        if (!own.isEmpty()) {
          users.putLast(user, own);
        }
        return true;
      }
    }
    return false;
  }

  private boolean mayHaveOneMore(String user) {
    int own = heldBy.getOrDefault(user, 0);
    return own == 0 || own < all - 1;
  }
}
