package io.akashi.bench.internal.soak;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a soak does.
 *
 * @param time of the load; starting, the last comparison and the full verify come beside
 * @param seed of what happens when
 * @param folder empty folder to work in
 */
public record SoakPlan(Duration time, long seed, Path folder) {

  /** The command that does the same again. */
  public String command() {
    return "./akashi soak --minutes %s --seed %d".formatted(time.toSeconds() / 60.0, seed);
  }
}
