package io.akashi.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.server.config.Sha256;
import io.akashi.store.Book;
import io.akashi.store.EntryProof;
import io.akashi.store.StoredEntry;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Hash;
import io.akashi.tlog.Rfc6962;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.SigningKey;
import io.akashi.tlog.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does what README.txt tells a court expert to do, with the real openssl and python3. */
@Tag("it")
class PackageFolderIT {
  private static final SigningKey KEY = SigningKey.generate();
  private static final String ORIGIN = "akashi.example/clinical";
  private static final String ROOT = "akashi.example/root";
  private static final int ENTRIES = 3;

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void writePackage() throws IOException {
    folder = temporary.resolve("package");
    try (PackageFolder begun = PackageFolder.begin(folder)) {
      begun.add(
          AuditEvent.builder().set(Column.BOOK, "clinical").set(Column.USER_NAME, "山田").build());
      for (int i = 0; i < ENTRIES; i++) {
        begun.add(proof(i));
      }
      begun.add(Book.ROOT, SignedNote.sign(rootHead().text(), ROOT, KEY).toString());
      begun.finish();
    }
  }

  @Test
  void holdsForPythonAndOpenssl() throws Exception {
    assertThat(run("python3", "verify.py"))
        .isEqualTo("0 3 entries, 0 problems: everything holds\n");
  }

  @Test
  void holdsForTheCommandsOfTheReadme() throws Exception {
    List<String> commands =
        Files.readAllLines(folder.resolve("README.txt")).stream()
            .filter(line -> line.startsWith("    ") && !line.contains("KEYS.txt"))
            .filter(line -> line.matches(" {4}(sha256sum|head|grep|openssl|python3) .*"))
            .map(String::strip)
            .toList();
    assertThat(commands).hasSize(5);

    String output = run("sh", "-e", "-c", String.join("\n", commands));

    assertThat(output).startsWith("0 ").contains("Signature Verified Successfully");
  }

  @Test
  void refusesTheKeysOfAnotherHospital() throws Exception {
    SigningKey other = SigningKey.generate();
    Path keys = temporary.resolve("KEYS.txt");
    Files.writeString(
        keys, other.verifierKey(ORIGIN).format() + "\n" + other.verifierKey(ROOT).format() + "\n");

    assertThat(run("python3", "verify.py", keys.toString())).startsWith("1 ").contains("REFUSED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entries/clinical-000000000001.entry",
        "entries/clinical-000000000002.payload",
        "proofs/clinical-000000000000.tlog-proof",
      })
  void refusesAChangedByteEvenWithAManifestMadeToFit(String name) throws Exception {
    flipAByte(folder.resolve(name));
    String before = run("python3", "verify.py");
    run("sh", "-c", "sha256sum $(cut -c 67- manifest.sha256) > m; mv m manifest.sha256");

    assertThat(before).startsWith("1 CHANGED " + name).contains("2 problems");
    assertThat(run("python3", "verify.py")).startsWith("1 REFUSED").contains("1 problems");
  }

  @Test
  void refusesAMissingEntry() throws Exception {
    Files.delete(folder.resolve("entries/clinical-000000000000.entry"));

    assertThat(run("python3", "verify.py")).startsWith("1 CHANGED").contains("REFUSED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"entries/x.entry", "entries/clinical-000000000001.note", "proofs/x.txt"})
  void namesAFileThatTheManifestDoesNotCover(String name) throws Exception {
    Files.writeString(folder.resolve(name), "slipped in\n");

    assertThat(run("python3", "verify.py"))
        .startsWith("1 NOT COVERED " + name + "\n")
        .contains("1 problems: REFUSED");
  }

  @Test
  void namesAnEntryInTheManifestThatNoProofCovers() throws Exception {
    Files.delete(folder.resolve("proofs/clinical-000000000001.tlog-proof"));
    run("sh", "-c", "grep -v 0001.tlog-proof manifest.sha256 > m; mv m manifest.sha256");

    assertThat(run("python3", "verify.py"))
        .startsWith("1 NOT COVERED entries/clinical-000000000001.entry\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "no key\n", "a+b+c\n", "\u0000\u00ff\n"})
  void saysInOneSentenceThatTheKeysAreNone(String garbage) throws Exception {
    Path keys = temporary.resolve("KEYS.txt");
    Files.write(keys, garbage.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(run("python3", "verify.py", keys.toString()))
        .isEqualTo("1 " + keys + ": not a file of verifier keys, one name+id+key a line\n");
  }

  @Test
  void saysInOneSentenceWhatIsMissing() throws Exception {
    Path keys = temporary.resolve("none.txt");
    assertThat(run("python3", "verify.py", keys.toString()))
        .isEqualTo("1 " + keys + ": cannot be read: No such file or directory\n");

    Files.delete(folder.resolve("manifest.sha256"));
    assertThat(run("python3", "verify.py"))
        .isEqualTo("1 manifest.sha256: cannot be read: No such file or directory\n");
  }

  @Test
  void leavesAFolderWithContentAlone() {
    assertThatThrownBy(() -> PackageFolder.begin(folder))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private static void flipAByte(Path file) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    octets[octets.length / 2] ^= 1;
    Files.write(file, octets);
  }

  /** Exit code, a space, and everything the program printed. */
  private String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + output;
  }

  // Three entries, the last with its payload beside, under one checkpoint, which is entry 1 of
  // root.

  private static EntryProof proof(int index) {
    Checkpoint head = new Checkpoint(ORIGIN, ENTRIES, root(leaves()));
    SignedNote note = SignedNote.sign(head.text(), ORIGIN, KEY);
    TlogProof proof = new TlogProof(null, index, path(leaves(), index), note);
    TlogProof parent =
        new TlogProof(
            null, 1, path(rootLeaves(), 1), SignedNote.sign(rootHead().text(), ROOT, KEY));
    ChainedProof chained = new ChainedProof(proof, rootEntry(note), parent);
    return new EntryProof(
        new StoredEntry(
            Book.CLINICAL, index, leaves().get(index), payload(index), Optional.empty()),
        new String(chained.format(), StandardCharsets.UTF_8),
        KEY.verifierKey(ORIGIN).format(),
        KEY.verifierKey(ROOT).format());
  }

  private static byte[] payload(int index) {
    String text = "山田 read patient %d".formatted(index);
    return (index < ENTRIES - 1 ? text : text + "x".repeat(60_000))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> leaves() {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      byte[] payload = payload(i);
      String header =
          "akashi/1 2026-11-22T00:00:00.000000Z ehr syslog+tls [::1]:9 - " + payload.length;
      boolean beside = i == ENTRIES - 1;
      String digest = beside ? " digest=sha256:" + Sha256.of(payload).hex() : "";
      leaves.add(
          concat(
              (header + digest + "\n").getBytes(StandardCharsets.UTF_8),
              beside ? new byte[0] : payload));
    }
    return leaves;
  }

  private static byte[] rootEntry(SignedNote note) {
    byte[] bytes = note.bytes();
    String header =
        "akashi/1 2026-11-22T00:00:01.000000Z akashi house - - %d type=checkpoint\n"
            .formatted(bytes.length);
    return concat(header.getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static List<byte[]> rootLeaves() {
    SignedNote note =
        SignedNote.sign(new Checkpoint(ORIGIN, ENTRIES, root(leaves())).text(), ORIGIN, KEY);
    return List.of(
        "first".getBytes(StandardCharsets.UTF_8),
        rootEntry(note),
        "last".getBytes(StandardCharsets.UTF_8));
  }

  private static Checkpoint rootHead() {
    return new Checkpoint(ROOT, ENTRIES, root(rootLeaves()));
  }

  private static Hash root(List<byte[]> leaves) {
    return Rfc6962.node(
        Rfc6962.node(Rfc6962.leaf(leaves.get(0)), Rfc6962.leaf(leaves.get(1))),
        Rfc6962.leaf(leaves.get(2)));
  }

  private static List<Hash> path(List<byte[]> leaves, int index) {
    List<Hash> hashes = leaves.stream().map(Rfc6962::leaf).toList();
    return switch (index) {
      case 0 -> List.of(hashes.get(1), hashes.get(2));
      case 1 -> List.of(hashes.get(0), hashes.get(2));
      default -> List.of(Rfc6962.node(hashes.get(0), hashes.get(1)));
    };
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
