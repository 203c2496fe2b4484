package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.soak.kept.Violation;

/** Ends a soak: something happened that must never be. */
final class ViolationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  ViolationException(Violation violation) {
    super(violation.what());
    this.violation = violation;
  }

  Violation violation() {
    return violation;
  }
}
