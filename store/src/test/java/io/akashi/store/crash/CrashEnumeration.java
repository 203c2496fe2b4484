package io.akashi.store.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Cuts a scenario off before each of its operations and behind the last, in every way. */
public final class CrashEnumeration {
  private CrashEnumeration() {}

  /**
   * Runs the scenario once to count its operations, then once for each of them; after each crash,
   * checks what every kind of power cut would leave.
   *
   * @param temp an empty folder, left empty
   * @return how many cases were checked
   * @throws AssertionError naming the operation and the kind of power cut
   */
  public static int run(Path temp, Supplier<? extends CrashScenario> scenarios) throws Exception {
    return run(temp, scenarios, PowerLoss.all());
  }

  /** The same with some kinds of power cut only. */
  public static int run(
      Path temp, Supplier<? extends CrashScenario> scenarios, List<PowerLoss> losses)
      throws Exception {
    return run(temp, scenarios, losses, losses.size());
  }

  /**
   * The same, for scenarios that take long: after each crash some of the kinds, which take turns
   * from one operation to the next.
   *
   * @param each how many of the kinds after each crash, 1 to all of them
   */
  public static int run(
      Path temp, Supplier<? extends CrashScenario> scenarios, List<PowerLoss> losses, int each)
      throws Exception {
    int cases = 0;
    int operations = Integer.MAX_VALUE;
    for (int at = 1; at <= operations + 1L; at++) {
      // The last round ends by itself: it counts the operations and is then cut off at rest.
      Path root = Files.createDirectory(temp.resolve("run"));
      CrashScenario scenario = scenarios.get();
      scenario.prepare(CrashingDisk.sound(root), root);
      CrashingDisk disk = new CrashingDisk(root, Fault.crashAt(at));
      if (runUntilCrash(scenario, disk, root)) {
        operations = disk.operations().size();
      }
      for (int turn = 0; turn < each; turn++) {
        PowerLoss loss = losses.get((at * each + turn) % losses.size());
        check(scenario, disk, loss, temp.resolve("left"), "crash at operation " + at);
        cases++;
      }
      CrashingDisk.deleteAll(root);
    }
    return cases;
  }

  /** Whether the scenario came to its end. */
  private static boolean runUntilCrash(CrashScenario scenario, CrashingDisk disk, Path root)
      throws Exception {
    try {
      scenario.run(disk, root);
      return true;
    } catch (CrashException e) {
      return false;
    }
  }

  private static void check(
      CrashScenario scenario, CrashingDisk disk, PowerLoss loss, Path left, String where)
      throws Exception {
    disk.afterPowerLoss(loss, left);
    try {
      scenario.check(CrashingDisk.sound(left), left);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("%s, %s, after %s".formatted(where, loss, disk.operations()), e);
    }
    CrashingDisk.deleteAll(left);
  }
}
