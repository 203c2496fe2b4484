package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.register.Batch;
import io.akashi.register.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds a row to a register or changes some of its fields. */
@Command(
    name = "put",
    description = "1行を追加するか、その一部を変更します。 / Adds a row, or changes some of its fields.")
final class RegisterPutCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Parameters(index = "0", paramLabel = "REGISTER", description = RegisterCommand.REGISTER)
  private String register = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FIELD=VALUE",
      mapFallbackValue = "",
      description =
          "項目=値（項目は user_id のような名前か見出し。空の値は消す） / field=value, a field by its name or"
              + " heading; an empty value empties it")
  private Map<String, String> fields = new LinkedHashMap<>();

  RegisterPutCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Schema<?> schema = RegisterCommand.schema(register);
    return session.door().enter(place, Need.APPEND, open -> put(schema, open));
  }

  private <R extends Record> int put(Schema<R> schema, OpenStore open) throws Exception {
    Optional<Batch> batch =
        RegisterCommand.registers(open)
            .put(schema.type(), fields, change.author(open.look().user()));
    session
        .terminal()
        .out()
        .println(
            batch.isPresent()
                ? "変更しました: 記録 register %1$d / changed: entry %1$d of register"
                    .formatted(batch.get().index())
                : "すでにその通りです。 / It is so already.");
    return ExitCode.OK;
  }
}
