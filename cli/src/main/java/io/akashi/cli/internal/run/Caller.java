package io.akashi.cli.internal.run;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who called a command, and what for a terminal they have. It travels with a command to the running
 * server, whose own user and terminal are others.
 *
 * @param user account of the operating system
 * @param terminal address the person works from, or the empty string when at the machine
 * @param interactive whether a person watches: progress is then drawn over itself
 * @param debug whether failures show where in the program they arose
 */
public record Caller(String user, String terminal, boolean interactive, boolean debug) {
  private static final String PREFIX = "@caller\t";

  /** The caller of this process. */
  public static Caller ofProcess(Map<String, String> environment) {
    String ssh = environment.getOrDefault("SSH_CONNECTION", "");
    return new Caller(
        System.getProperty("user.name", "?"),
        ssh.split(" ", 2)[0],
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
        environment.getOrDefault("AKASHI_DEBUG", "").equals("1"));
  }

  /** As the first argument of a command that travels. */
  public String argument() {
    return PREFIX + String.join("\t", user, terminal, interactive + "", debug + "");
  }

  /** The caller in that argument, or null when it is an argument like any other. */
  public static @Nullable Caller parse(String argument) {
    String[] parts = argument.split("\t", -1);
    if (!argument.startsWith(PREFIX) || parts.length != 5) {
      return null;
    }
    return new Caller(
        parts[1], parts[2], Boolean.parseBoolean(parts[3]), Boolean.parseBoolean(parts[4]));
  }
}
