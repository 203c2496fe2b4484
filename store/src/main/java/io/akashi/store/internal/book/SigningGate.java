package io.akashi.store.internal.book;

import io.akashi.store.Signing;

/**
 * Whether this store may sign. Closed for good by anything that says "these are not the entries
 * that were signed"; closed for a while when nobody can say, as when the anchor cannot be read.
 * Safe for use by many threads.
 */
final class SigningGate {
  private volatile Signing state = new Signing.Active();
  private volatile boolean forGood;

  Signing state() {
    return state;
  }

  boolean isOpen() {
    return state instanceof Signing.Active;
  }

  /** Nothing is signed any more in this run; the first reason stands. */
  synchronized void closeForGood(String reason) {
    if (!forGood) {
      forGood = true;
      state = new Signing.Refused(reason);
    }
  }

  /** Nothing is signed until {@link #reopen}. */
  synchronized void closeForNow(String reason) {
    if (!forGood) {
      state = new Signing.Refused(reason);
    }
  }

  synchronized void reopen() {
    if (!forGood) {
      state = new Signing.Active();
    }
  }
}
