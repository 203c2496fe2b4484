package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.register.Schema;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** One row of one register, as a person names it. */
final class RowChoice {
  @Parameters(index = "0", paramLabel = "REGISTER", description = RegisterCommand.REGISTER)
  private String register = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY",
      description = "キー（accounts ではシステムとユーザID） / the key; of accounts system and user id")
  private List<String> key = new ArrayList<>();

  Schema<?> schema() throws CannotException {
    return RegisterCommand.schema(register);
  }

  /** The parts of the key in the order in which they were typed. */
  List<String> key() {
    return List.copyOf(key);
  }
}
