package io.akashi.cli.internal.command;

import io.akashi.register.Author;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why a register is changed, and who agreed. */
final class ChangeOptions {
  @Option(names = "--reason", paramLabel = "TEXT", description = "変更の理由 / why it is changed")
  private String reason = "";

  @Option(names = "--approver", paramLabel = "NAME", description = "承認した人 / who approved it")
  private @Nullable String approver;

  Author author(String user) {
    return new Author(user, reason, approver);
  }
}
