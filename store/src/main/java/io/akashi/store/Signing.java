package io.akashi.store;

/** Whether the store may sign, and if not, why: it never signs two histories. */
public sealed interface Signing {
  /** Checkpoints are signed. */
  record Active() implements Signing {}

  /**
   * Nothing is signed until the cause is gone, which the store looks for by itself. Receiving and
   * reading go on.
   *
   * @param reason one sentence with cause and next step
   */
  record Refused(String reason) implements Signing {}
}
