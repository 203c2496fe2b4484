package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Session;
import io.akashi.register.Registers;
import io.akashi.register.Schema;
import io.akashi.store.StoreException;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The registers: what ought to be. */
@Command(
    name = "register",
    description = "台帳（職員、アカウント、基準値）を取り込み、表示し、変更します。 / Imports, shows and changes the registers.")
final class RegisterCommand implements Runnable {
  static final String REGISTER = "台帳: people、accounts、limits / register: people, accounts, limits";

  @Spec private CommandSpec spec = CommandSpec.create();

  private RegisterCommand() {}

  static CommandLine withItsCommands(Session session) {
    return new CommandLine(new RegisterCommand())
        .addSubcommand(new RegisterImportCommand(session))
        .addSubcommand(new RegisterListCommand(session))
        .addSubcommand(new RegisterHistoryCommand(session))
        .addSubcommand(new RegisterPutCommand(session))
        .addSubcommand(new RegisterCloseCommand(session));
  }

  static Schema<?> schema(String typed) throws CannotException {
    List<String> known = Registers.schemas().stream().map(Schema::id).toList();
    return Registers.schema(typed).orElseThrow(() -> Choice.unknown("REGISTER", typed, known));
  }

  static Registers registers(OpenStore open) throws StoreException {
    return Registers.open(open.store(), InstantSource.system(), open.configuration().zone());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "import、list、history、put、close のどれかを指定してください。 / Name one of import, list, history, put,"
            + " close.");
  }
}
