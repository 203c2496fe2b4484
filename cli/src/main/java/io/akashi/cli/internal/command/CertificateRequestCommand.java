package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.server.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key, which stays here, and a request for the hospital's authority. */
@Command(
    name = "request",
    description =
        "鍵と、病院の認証局に渡す申請（CSR）を作ります。鍵はこのマシンを出ません。 / Makes a key, which stays here, and a request (CSR) for the hospital's authority.")
final class CertificateRequestCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "証明書に入れる名前（既定: akashi.http.names、なければホスト名） / name to certify (default: akashi.http.names, else the host name)")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "申請の出力先（既定: 標準出力） / where the request goes (default: standard output)")
  private @Nullable Path file;

  CertificateRequestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return session.door().enter(place, Need.APPEND, this::request);
  }

  private int request(OpenStore open) throws Exception {
    Certificates certificates = Certificates.of(open.configuration(), InstantSource.system());
    Certificates.Request request = certificates.request(names);
    String asked = String.join(", ", request.names());
    CertificateCommand.record(
        open.store(),
        open.look(),
        asked,
        "証明書の申請を作りました（%1$s）。 / A certificate was requested for %1$s".formatted(asked));
    if (file == null) {
      session.terminal().out().print(request.pem());
    } else {
      Files.writeString(session.terminal().resolve(file), request.pem());
    }
    session
        .terminal()
        .err()
        .println(
            "%1$s の申請です。発行された証明書を ./akashi certificate install CERT.pem で入れてください（鍵は保存済み）。 / A request for %1$s: when the certificate comes, ./akashi certificate install CERT.pem (the key is kept here)."
                .formatted(asked));
    return ExitCode.OK;
  }
}
