package io.akashi.server.internal.house;

import io.akashi.server.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through all that a start needs, so that a person reads at once all that is wrong. */
public final class StartChecks {
  private final List<StartException> wrong = new ArrayList<>();

  /** Makes something a start needs. */
  @FunctionalInterface
  public interface Step<T> {
    T run() throws StartException;
  }

  /** Looks whether something can be used. */
  @FunctionalInterface
  public interface Check {
    void run() throws StartException;
  }

  /** Runs a check; that it fails is kept. */
  public void check(Check check) {
    try {
      check.run();
    } catch (StartException e) {
      wrong.add(e);
    }
  }

  /** What the step makes; empty when it cannot, which is kept. */
  public <T> Optional<T> unless(Step<T> step) {
    try {
      return Optional.of(step.run());
    } catch (StartException e) {
      wrong.add(e);
      return Optional.empty();
    }
  }

  /**
   * @throws StartException with all that was wrong, if anything was
   */
  public void raise() throws StartException {
    if (wrong.size() == 1) {
      throw wrong.getFirst();
    }
    if (!wrong.isEmpty()) {
      StartException all =
          new StartException(String.join("\n", wrong.stream().map(Throwable::getMessage).toList()));
      wrong.forEach(all::addSuppressed);
      throw all;
    }
  }
}
