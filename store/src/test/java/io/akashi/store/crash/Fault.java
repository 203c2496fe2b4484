package io.akashi.store.crash;

/**
 * What goes wrong on a {@link CrashingDisk}, and when.
 *
 * @param kind what
 * @param at the how-manieth operation (for the disk's kinds: sync or write), from 1
 */
public record Fault(Kind kind, int at) {
  /** What can go wrong. */
  public enum Kind {
    NOTHING,
    /** The process ends before the operation; everything later throws too. */
    CRASH,
    /** The sync fails; its data stay unsynced. Later syncs work again, as they would. */
    SYNC_FAILS,
    /** The write puts half of its bytes down; there is no room until {@code makeRoom}. */
    DISK_FULL
  }

  public static Fault nothing() {
    return new Fault(Kind.NOTHING, 0);
  }

  public static Fault crashAt(int operation) {
    return new Fault(Kind.CRASH, operation);
  }

  public static Fault syncFails(int sync) {
    return new Fault(Kind.SYNC_FAILS, sync);
  }

  public static Fault diskFull(int write) {
    return new Fault(Kind.DISK_FULL, write);
  }
}
