package io.akashi.server.config;

import java.util.List;

/**
 * The configuration cannot be used. The message has a line for each thing that is wrong: its key,
 * the cause and the next step, in Japanese and English.
 */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }

  /** All that is wrong, in one. */
  public ConfigurationException(List<ConfigurationException> all) {
    super(String.join("\n", all.stream().map(Throwable::getMessage).toList()));
    all.forEach(this::addSuppressed);
  }
}
