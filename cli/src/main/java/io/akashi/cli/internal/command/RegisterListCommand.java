package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.Table;
import io.akashi.register.Registers;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import io.akashi.register.State;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a register as it is or was. */
@Command(name = "list", description = "台帳を、今または過去の時点で表示します。 / Shows a register as it is or was.")
final class RegisterListCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("table", "json", "csv");

  private final Session session;
  @Mixin private final Place place = new Place();

  @Parameters(paramLabel = "REGISTER", description = RegisterCommand.REGISTER)
  private String register = "";

  @Option(
      names = "--as-of",
      paramLabel = "T",
      description = "その時点（日付ならその日の終わり）の台帳 / as it was then; of a date, at its end")
  private @Nullable String asOf;

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      description =
          "表、1行1件のJSON、取り込み直せるCSV（既定 table） / table, JSON with one object a line, or CSV that"
              + " can be imported again (default table)")
  private String format = "table";

  RegisterListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (!FORMATS.contains(format)) {
      throw Choice.unknown("--format", format, FORMATS);
    }
    Schema<?> schema = RegisterCommand.schema(register);
    return session.door().enter(place, Need.ENTRIES, open -> list(schema, open));
  }

  private <R extends Record> int list(Schema<R> schema, OpenStore open) throws Exception {
    Registers registers = RegisterCommand.registers(open);
    State state =
        asOf == null
            ? registers.now()
            : registers.at(
                TypedTime.parse("--as-of", asOf).end(open.configuration().zone()).minusNanos(1));
    PrintStream out = session.terminal().out();
    switch (format) {
      case "csv" -> out.write(Registers.csv(state, schema.type()));
      case "json" -> state.rows(schema.type()).forEach(row -> out.println(schema.json(row)));
      default -> table(schema, state, out);
    }
    if (state.size(schema.type()) == 0) {
      session.terminal().err().println("台帳に行はありません。 / The register is empty.");
    }
    out.flush();
    if (out.checkError()) {
      throw new CannotException("出力先に書けません。 / The output cannot be written.");
    }
    return ExitCode.OK;
  }

  private static <R extends Record> void table(Schema<R> schema, State state, PrintStream out) {
    Table table =
        new Table(schema.columns().stream().map(Schema.Column::ja).toArray(String[]::new));
    for (Row<R> row : state.rows(schema.type())) {
      List<@Nullable Object> values = schema.values(row.value());
      String[] cells = new String[values.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = schema.columns().get(i).print(values.get(i));
      }
      table.add(cells);
    }
    table.print(out);
  }
}
