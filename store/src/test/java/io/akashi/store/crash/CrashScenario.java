package io.akashi.store.crash;

import io.akashi.store.internal.disk.Disk;
import java.nio.file.Path;

/**
 * Something that writes to a disk and may be cut off anywhere. Must do the same operations in the
 * same order each time: one thread, a fixed clock, fixed salts. Remembers in its fields what was
 * promised before the crash.
 */
public interface CrashScenario {
  /** Brings the folder to where the scenario begins; durable, and never cut off. */
  default void prepare(Disk disk, Path root) throws Exception {}

  /** What is cut off. */
  void run(Disk disk, Path root) throws Exception;

  /**
   * Opens what a power cut left and checks all of it: everything promised is there, and nothing is
   * half there. May be called many times after one {@link #run}, each time with another folder.
   */
  void check(Disk disk, Path root) throws Exception;
}
