package io.akashi.bench.internal.soak.house;

import io.akashi.bench.internal.soak.send.Doors;
import io.akashi.bench.internal.soak.send.HttpSender;
import io.akashi.bench.internal.soak.send.SoakCertificate;
import io.akashi.bench.internal.soak.sent.Way;
import io.akashi.server.config.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration of the server under a soak: small segments, so that there is always one being
 * written, and ports that stay the same over restarts.
 *
 * @param doors ports and working folder
 * @param data the data directory
 * @param reserveBytes free bytes below which nothing is accepted
 */
public record SoakSettings(Doors doors, Path data, long reserveBytes) {
  /** Token of a reader. */
  static final String READER_TOKEN = "soak-reader-of-a-loopback-run";

  private static final int SEAL_ENTRIES = 4_096;

  /** Writes {@code akashi.yaml} and gives its path. */
  public Path write() throws IOException {
    SoakCertificate certificate = SoakCertificate.in(doors.folder());
    String yaml =
        """
        akashi:
          data: "%s"
          origin: soak.invalid
          reserve: %dKB
          seal: {entries: %d, age: 20s}
          http: {listen: "127.0.0.1:%d", plain: true}
          syslog:
            tcp: {listen: ["127.0.0.1:%d"]}
            tls: {listen: ["127.0.0.1:%d"], certificate: "%s", key: "%s"}
          tokens:
            ehr: {sha256: "%s", role: sender, source: ehr}
            fw: {sha256: "%s", role: sender, source: fw}
            reader: {sha256: "%s", role: auditor}
          sources:
            ehr: {book: clinical, format: lines, mapping: ehr-access, match: {host: ehr01}}
            fw: {book: infrastructure, match: {host: fw01}}
        """
            .formatted(
                data.toAbsolutePath(),
                reserveBytes >> 10,
                SEAL_ENTRIES,
                doors.http(),
                doors.tcp(),
                doors.tls(),
                certificate.certificate().toAbsolutePath(),
                certificate.key().toAbsolutePath(),
                Sha256.of(HttpSender.token(Way.HTTP_EHR)).hex(),
                Sha256.of(HttpSender.token(Way.HTTP_FIREWALL)).hex(),
                Sha256.of(READER_TOKEN).hex());
    return Files.writeString(file(), yaml);
  }

  /** Where {@link #write} puts it. */
  public Path file() {
    return doors.folder().resolve("akashi.yaml");
  }
}
