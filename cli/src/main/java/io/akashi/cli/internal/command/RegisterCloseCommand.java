package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.register.Batch;
import io.akashi.register.Schema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a row out of a register. */
@Command(
    name = "close",
    description = "1行を台帳から外します（履歴は残ります）。 / Takes a row out of a register; its history stays.")
final class RegisterCloseCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();
  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final RowChoice row = new RowChoice();

  RegisterCloseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Schema<?> schema = row.schema();
    return session.door().enter(place, Need.APPEND, open -> close(schema, open));
  }

  private <R extends Record> int close(Schema<R> schema, OpenStore open) throws Exception {
    Batch batch =
        RegisterCommand.registers(open)
            .close(schema.type(), row.key(), change.author(open.look().user()));
    session
        .terminal()
        .out()
        .printf("台帳から外しました: 記録 register %1$d / closed: entry %1$d of register%n", batch.index());
    return ExitCode.OK;
  }
}
