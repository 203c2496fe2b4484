package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.show.CertificateText;
import io.akashi.server.Certificates;
import io.akashi.server.config.Configuration;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which certificate the server shows. It is shown to everybody, so this is no look. */
@Command(
    name = "show",
    description =
        "使用中の証明書、名前、期限、指紋を表示します。 / Shows the certificate in use: names, end, fingerprint.")
final class CertificateShowCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();

  @Option(
      names = "--pem",
      description = "端末に配る認証局の証明書をPEMで出力 / print the authority to roll out as PEM")
  private boolean pem;

  CertificateShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = place.configuration(session.terminal());
    Certificates certificates = Certificates.of(configuration, InstantSource.system());
    PrintStream out = session.terminal().out();
    if (pem) {
      out.print(
          Certificates.pem(
              certificates
                  .authority()
                  .orElseThrow(() ->
                      new CannotException(
                          "認証局は使われていません（病院の証明書か、起動前です）。 / no local authority is in use: the certificate is the hospital's, or the server was never started"))));
      return ExitCode.OK;
    }
    CertificateText.print(
        certificates
            .shown()
            .orElseThrow(() ->
                new CannotException(
                    "証明書はまだありません。./akashi serve の最初の起動で作られます。 / there is no certificate yet: the first ./akashi serve makes one")),
        certificates.authority(),
        configuration.zone(),
        out);
    return ExitCode.OK;
  }
}
