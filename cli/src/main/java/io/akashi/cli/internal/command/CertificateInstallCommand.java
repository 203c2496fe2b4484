package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.run.Terminal;
import io.akashi.cli.internal.show.CertificateText;
import io.akashi.server.Certificates;
import io.akashi.server.Certificates.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the hospital's certificate in place of Akashi's own. */
@Command(
    name = "install",
    description =
        "病院の証明書に置き換えます。再起動は要りません。 / Puts the hospital's certificate in place, without a restart.")
final class CertificateInstallCommand implements Callable<Integer> {
  private static final int MOST_OF_A_PASSWORD = 1_000;

  private final Session session;
  @Mixin private final Place place = new Place();

  @Parameters(
      index = "0",
      paramLabel = "CERT",
      description =
          "証明書と中間証明書のPEM、またはPKCS#12（.p12、.pfx） / certificate and intermediates in PEM, or PKCS#12")
  private Path certificate = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KEY",
      description =
          "秘密鍵のPEM（CERTに含まれるか request の鍵なら不要） / private key in PEM; not needed when CERT holds it or request made it")
  private @Nullable Path key;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "鍵またはPKCS#12のパスワードのファイル / file with the password of the key or PKCS#12")
  private @Nullable Path passwordFile;

  CertificateInstallCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return session.door().enter(place, Need.APPEND, this::install);
  }

  private int install(OpenStore open) throws Exception {
    Terminal terminal = session.terminal();
    Installation installation =
        Certificates.of(open.configuration(), InstantSource.system())
            .read(
                terminal.resolve(certificate),
                Optional.ofNullable(key).map(terminal::resolve),
                password());
    var first = installation.shown().chain().getFirst();
    String fingerprint = Certificates.fingerprint(first);
    // Written before it is done: whoever reads the book afterwards finds every change of a door.
    CertificateCommand.record(
        open.store(),
        open.look(),
        fingerprint,
        "サーバー証明書を置き換えます: %1$s / The server's certificate is replaced: %1$s"
            .formatted(first.getSubjectX500Principal()));
    installation.install();
    CertificateText.print(
        installation.shown(), Optional.empty(), open.configuration().zone(), terminal.out());
    terminal.out().println(effect(open));
    return ExitCode.OK;
  }

  private static String effect(OpenStore open) {
    if (!open.served()) {
      return "次の起動から使われます。 / It is shown from the next start on.";
    }
    return open.configuration().http().plain()
        ? "HTTPは暗号化なし（akashi.http.plain）のままです。外して再起動すると使われます。 / HTTP stays plain (akashi.http.plain): take that out and restart to use it."
        : "数秒以内に使われます。再起動は要りません。 / It is shown within seconds; no restart is needed.";
  }

  private Optional<String> password() throws IOException, CannotException {
    if (passwordFile == null) {
      return Optional.empty();
    }
    Path file = session.terminal().resolve(passwordFile);
    if (Files.size(file) > MOST_OF_A_PASSWORD) {
      throw new CannotException(
          "%1$s はパスワードのファイルとしては大きすぎます。 / %1$s is too large for a file with a password"
              .formatted(file));
    }
    return Optional.of(Files.readString(file).strip());
  }
}
