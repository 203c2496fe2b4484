package io.akashi.store.internal.book;

import io.akashi.store.Signing;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether this store may sign: while nothing stands against it. What does, does until it is looked
 * at again and found to be gone. Safe for use by many threads.
 */
final class SigningGate {
  // Guarded by this: the reason of each cause, the oldest cause first.
  private final Map<String, String> causes = new LinkedHashMap<>();
  private volatile Signing state = new Signing.Active();

  /** The oldest cause that is left gives the reason. */
  Signing state() {
    return state;
  }

  boolean isOpen() {
    return state instanceof Signing.Active;
  }

  synchronized boolean isClosedBy(String cause) {
    return causes.containsKey(cause);
  }

  /** Nothing is signed until {@link #clear}; the first reason of a cause stands. */
  synchronized void close(String cause, String reason) {
    causes.putIfAbsent(cause, reason);
    settle();
  }

  /** As {@link #close}, with a reason that takes the place of the cause's old one. */
  synchronized void closeAnew(String cause, String reason) {
    causes.put(cause, reason);
    settle();
  }

  /** The cause is gone; signing goes on unless there is another. */
  synchronized void clear(String cause) {
    causes.remove(cause);
    settle();
  }

  private void settle() {
    state =
        causes.isEmpty()
            ? new Signing.Active()
            : new Signing.Refused(causes.values().iterator().next());
  }
}
