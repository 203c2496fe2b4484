package io.akashi.bench.internal.house;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.server.config.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The configuration the benchmark runs the house with: the defaults, and one source. */
public final class Settings {
  /** Source id of the lines. */
  public static final String SOURCE = "ehr";

  /** Source id of everything else, read by its marks. */
  public static final String OTHERS = "others";

  /** Token of a sender over HTTP. */
  static final String SENDER_TOKEN = "bench-sender-of-a-loopback-run";

  /** Token of a reader. */
  static final String READER_TOKEN = "bench-reader-of-a-loopback-run";

  private Settings() {}

  /** The same with a budget of memory. */
  public static Path write(Path folder, Path data, int megabytes) throws IOException {
    Path file = write(folder, data, Corpus.EHR);
    return Files.writeString(
        file, "  memory: %dMB\n".formatted(megabytes), StandardOpenOption.APPEND);
  }

  /**
   * Writes {@code akashi.yaml} into a folder.
   *
   * @param data the data directory
   * @param corpus what will be sent
   * @return the file
   */
  public static Path write(Path folder, Path data, Corpus corpus) throws IOException {
    String yaml =
        """
        akashi:
          data: "%s"
          origin: bench.invalid
          http: {listen: "127.0.0.1:0", plain: true}
          syslog:
            tcp: {listen: ["127.0.0.1:0"]}
          tokens:
            sender: {sha256: "%s", role: sender, source: %s}
            reader: {sha256: "%s", role: auditor}
          sources:
            %s: {book: clinical, format: lines, mapping: ehr-access, system: 電子カルテ, match: {%s}}
            %s: {book: clinical, match: {host: ["pacs01", "fhir01", "dc01", "fg01", "asa01"]}}
        """
            .formatted(
                data.toAbsolutePath(),
                Sha256.of(SENDER_TOKEN).hex(),
                SOURCE,
                Sha256.of(READER_TOKEN).hex(),
                SOURCE,
                corpus == Corpus.EHR ? "peer: [\"127.0.0.0/8\"]" : "host: [ehr01]",
                OTHERS);
    return Files.writeString(folder.resolve("akashi.yaml"), yaml);
  }
}
