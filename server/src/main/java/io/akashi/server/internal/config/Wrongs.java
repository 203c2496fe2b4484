package io.akashi.server.internal.config;

import io.akashi.server.config.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong, so that a person reads all of it at once. For one thread. */
final class Wrongs {
  private final List<ConfigurationException> all = new ArrayList<>();

  /** Makes a value of settings. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws ConfigurationException;
  }

  /** What the step makes; empty when its settings are wrong, which is kept. */
  <T> Optional<T> unless(Step<T> step) {
    try {
      return Optional.of(step.run());
    } catch (ConfigurationException e) {
      all.add(e);
      return Optional.empty();
    }
  }

  void add(ConfigurationException wrong) {
    all.add(wrong);
  }

  /**
   * @throws ConfigurationException when anything was wrong
   */
  void raise() throws ConfigurationException {
    if (all.size() == 1) {
      throw all.getFirst();
    }
    if (!all.isEmpty()) {
      throw new ConfigurationException(all);
    }
  }
}
