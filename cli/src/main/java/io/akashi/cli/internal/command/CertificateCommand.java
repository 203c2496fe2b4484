package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.Session;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.store.Look;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The certificate of the server: which is shown, and how the hospital's takes its place. */
@Command(
    name = "certificate",
    description =
        "HTTPSのサーバー証明書を表示し、病院の証明書に置き換えます。 / Shows the server's certificate, and puts the hospital's in its place.")
final class CertificateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private CertificateCommand() {}

  static CommandLine withItsCommands(Session session) {
    return new CommandLine(new CertificateCommand())
        .addSubcommand(new CertificateShowCommand(session))
        .addSubcommand(new CertificateRequestCommand(session))
        .addSubcommand(new CertificateInstallCommand(session));
  }

  /** Writes to the book {@code house} what somebody is about to do. */
  static void record(Store store, Look look, String object, String sentence) throws StoreException {
    store.house(
        AuditEvent.builder()
            .set(Column.OCCURRED_AT, InstantSource.system().instant())
            .set(Column.KIND, Kind.CONFIG_CHANGE.id())
            .set(Column.OUTCOME, Outcome.SUCCESS.id())
            .set(Column.USER_ID, look.user())
            .set(Column.USER_ROLE, look.role())
            .set(Column.TERMINAL, look.terminal())
            .set(Column.OBJECT_TYPE, "certificate")
            .set(Column.OBJECT_ID, object)
            .set(Column.MESSAGE, sentence)
            .build());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "show、request、install のどれかを指定してください。 / Name one of show, request, install.");
  }
}
