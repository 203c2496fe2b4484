package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.Table;
import io.akashi.register.Change;
import io.akashi.register.Schema;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows who changed a row of a register, when and why. */
@Command(name = "history", description = "1行の変更の履歴を表示します。 / Shows who changed a row, when and why.")
final class RegisterHistoryCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Session session;
  @Mixin private final Place place = new Place();
  @Mixin private final RowChoice row = new RowChoice();

  RegisterHistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Schema<?> schema = row.schema();
    return session.door().enter(place, Need.ENTRIES, open -> history(schema, open));
  }

  private <R extends Record> int history(Schema<R> schema, OpenStore open) throws Exception {
    List<Change<R>> changes = RegisterCommand.registers(open).history(schema.type(), row.key());
    if (changes.isEmpty()) {
      throw new CannotException(
          "%1$s台帳に %2$s の行があったことはありません。 / %3$s never had a row %2$s."
              .formatted(
                  schema.register().ja(), String.join(" / ", row.key()), schema.register().en()));
    }
    ZoneId zone = open.configuration().zone();
    Table table = new Table("記録", "時刻", "変更者", "承認者", "理由", "変更");
    for (Change<R> change : changes) {
      table.add(
          Long.toString(change.index()),
          TIME.format(change.at().atZone(zone)),
          change.by(),
          Objects.requireNonNullElse(change.approver(), ""),
          change.reason(),
          what(schema, change));
    }
    table.print(session.terminal().out());
    return ExitCode.OK;
  }

  private static <R extends Record> String what(Schema<R> schema, Change<R> change) {
    String difference = schema.difference(change.before(), change.after());
    if (change.after() == null) {
      return "台帳から外す";
    }
    return change.before() == null ? "追加 " + difference : difference;
  }
}
