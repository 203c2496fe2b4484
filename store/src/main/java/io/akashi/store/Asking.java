package io.akashi.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's question while it is answered: in whose name it waits for its turn, and the way to end
 * it. What a thread asks of the store within {@link #call} is ended soon after {@link #cancel},
 * with a {@link QueryException} of reason {@code CANCELLED}, whether it waits or runs; never by an
 * interrupt, which would close the files of the store. Safe for use by many threads.
 */
public final class Asking {
  private static final ScopedValue<Asking> CURRENT = ScopedValue.newInstance();

  private final String user;
  private final End end;

  private Asking(String user, End end) {
    this.user = user;
    this.end = end;
  }

  /** A question that can be cancelled, in nobody's name yet. */
  public static Asking begin() {
    return new Asking("", new End());
  }

  /** The question that this thread is about; outside of {@link #call} one that nobody cancels. */
  public static Asking current() {
    return CURRENT.isBound() ? CURRENT.get() : begin();
  }

  /** The same question in somebody's name. */
  public Asking by(String name) {
    return new Asking(name, end);
  }

  /** Work that gives a result. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** Does some work as part of this question. */
  public <T, E extends Exception> T call(Work<T, E> work) throws E {
    return ScopedValue.where(CURRENT, this).call(work::run);
  }

  /** In whose name; empty for nobody's. */
  public String user() {
    return user;
  }

  /** Ends what is asked now, and refuses what would still be asked. Idempotent. */
  public void cancel() {
    end.cancel();
  }

  public boolean isCancelled() {
    return end.isOver();
  }

  /**
   * Has something run when the question is cancelled, in the thread that cancels; at once when it
   * is already.
   *
   * @return takes the wish back; what runs already may run to its end
   */
  public Ear onCancel(Runnable action) {
    return end.add(action);
  }

  /** One that is told of the end. */
  public interface Ear extends AutoCloseable {
    @Override
    void close();
  }

  private static final class End {
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean over;

    boolean isOver() {
      return over;
    }

    void cancel() {
      List<Runnable> told;
      synchronized (this) {
        over = true;
        told = List.copyOf(actions);
        actions.clear();
      }
      told.forEach(Runnable::run);
    }

    Ear add(Runnable action) {
      synchronized (this) {
        if (!over) {
          actions.add(action);
          return () -> remove(action);
        }
      }
      action.run();
      return () -> {};
    }

    private synchronized void remove(Runnable action) {
      actions.remove(action);
    }
  }
}
