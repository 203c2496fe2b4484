package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/formats tells a reader to do without Akashi, done with openssl and Python. */
@Tag("it")
class ForeignToolsIT {
  private static final MemoryLog LOG = MemoryLog.of(300);

  @TempDir Path folder;
  private SignedNote note;

  @BeforeEach
  void writeProofEntryAndKey() throws IOException {
    Path keyFile = folder.resolve("log.key");
    SigningKey.generate().save(keyFile);
    SigningKey key = SigningKey.load(keyFile);
    note = SignedNote.sign(new Checkpoint("log", 300, LOG.root()).text(), "log", key);
    byte[] proof = TlogProof.of(LOG, 77, note).withExtra(new byte[] {1}).format();
    Files.write(folder.resolve("p.tlog-proof"), proof);
    Files.write(folder.resolve("entry"), LOG.entries.get(77));
    Files.write(folder.resolve("other"), LOG.entries.get(78));
  }

  @Test
  void thePythonOfTheDocumentAcceptsTheEntryAndNoOther() throws Exception {
    assumeTrue(isInstalled("python3"), "python3 is not installed: the document's code is not run");
    String document = Files.readString(Path.of("..", "docs", "formats", "proof.md"));
    int from = document.indexOf("```python\n") + "```python\n".length();
    String code = document.substring(from, document.indexOf("```", from));
    Files.writeString(folder.resolve("check.py"), code);
    assertThat(run("python3", "check.py", "p.tlog-proof", "entry")).isZero();
    assertThat(folder.resolve("output")).hasBinaryContent(note.bytes());
    assertThat(run("python3", "check.py", "p.tlog-proof", "other")).isNotZero();
  }

  @Test
  void opensslReadsTheKeyAndVerifiesTheSignature() throws Exception {
    assumeTrue(isInstalled("openssl"), "openssl is not installed: the signature is not checked");
    Files.writeString(folder.resolve("text"), note.text());
    Files.write(folder.resolve("sig"), note.signatures().getFirst().bytes());
    assertThat(run("openssl", "pkey", "-in", "log.key", "-pubout", "-out", "pub.pem")).isZero();
    assertThat(verify("text")).isZero();
    assertThat(verify("entry")).isNotZero();
  }

  private int verify(String text) throws IOException, InterruptedException {
    return run(
        "openssl",
        "pkeyutl",
        "-verify",
        "-rawin",
        "-pubin",
        "-inkey",
        "pub.pem",
        "-in",
        text,
        "-sigfile",
        "sig");
  }

  private int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("output").toFile())
        .redirectError(folder.resolve("errors").toFile())
        .start()
        .waitFor();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
