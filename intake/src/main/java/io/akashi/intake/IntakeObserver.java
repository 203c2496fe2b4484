package io.akashi.intake;

/** Hears of what happens at the listeners. Called by many threads; must return at once. */
@FunctionalInterface
public interface IntakeObserver {
  /** Ignores everything; the figures still count. */
  IntakeObserver SILENT = event -> {};

  /** Takes note of {@code event}; must not throw. */
  void observe(IntakeEvent event);
}
