package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The probes of transparency-dev/merkle and the log of transparency-dev/tessera. */
@Tag("it")
class VectorsTest {
  private static final String TESSERA_KEY =
      "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

  @TestFactory
  Stream<DynamicTest> inclusion() throws IOException {
    return probes(
        "inclusion",
        98,
        p ->
            Proofs.verifyInclusion(
                p.hash("leafHash"),
                p.number("leafIdx"),
                p.number("treeSize"),
                p.proof(),
                p.hash("root")));
  }

  @TestFactory
  Stream<DynamicTest> consistency() throws IOException {
    return probes(
        "consistency",
        98,
        p ->
            Proofs.verifyConsistency(
                p.number("size1"), p.number("size2"), p.hash("root1"), p.hash("root2"), p.proof()));
  }

  @TestFactory
  Stream<DynamicTest> subtreeInclusion() throws IOException {
    return probes(
        "subtreeinclusion",
        204,
        p ->
            Proofs.verifySubtreeInclusion(
                p.hash("leafHash"),
                p.number("leafIdx"),
                p.number("start"),
                p.number("end"),
                p.proof(),
                p.hash("root")));
  }

  @TestFactory
  Stream<DynamicTest> subtreeConsistency() throws IOException {
    return probes(
        "subtreeconsistency",
        118,
        p ->
            Proofs.verifySubtreeConsistency(
                p.number("start"),
                p.number("end"),
                p.number("size"),
                p.hash("root1"),
                p.hash("root2"),
                p.proof()));
  }

  @Test
  void verifiesEveryCheckpointOfTheTesseraLog() throws IOException {
    Path folder = vectors().resolve("tessera-log");
    FolderLog log = new FolderLog(folder);
    List<VerifierKey> keys = List.of(VerifierKey.parse(TESSERA_KEY));
    for (int size = 0; size <= 15; size++) {
      byte[] note = Files.readAllBytes(folder.resolve("checkpoint." + size));
      LogVerifier.Report report = LogVerifier.verify(log, note, keys);
      assertThat(report.findings()).isEmpty();
      assertThat(report.intact()).isTrue();
      assertThat(report.checkpoint().size()).isEqualTo(size);
    }
    SignedNote last = SignedNote.parse(log.checkpoint());
    assertThat(last.verify(keys).isProved()).isTrue();
    for (int index = 0; index < 15; index++) {
      byte[] entry = EntryBundle.decode(log.bundle(0, 15), 15).get(index);
      assertThat(TlogProof.of(log, index, last).verify(entry, keys).isProved()).isTrue();
    }
  }

  private static Stream<DynamicTest> probes(String kind, int count, Predicate<Probe> verify)
      throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(vectors().resolve("rfc6962").resolve(kind))) {
      files = walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSize(count);
    return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> run(file, verify)));
  }

  private static void run(Path file, Predicate<Probe> verify) throws IOException {
    Probe probe = new Probe(new ObjectMapper().readTree(Files.readAllBytes(file)));
    // A value of another length is no hash: our types refuse it before a proof is looked at.
    boolean accepted = probe.hasOnlyHashes() && verify.test(probe);
    assertThat(accepted).isEqualTo(!probe.json.get("wantErr").asBoolean());
  }

  private static String name(Path file) {
    return file.getName(file.getNameCount() - 2) + "/" + file.getFileName();
  }

  private static Path vectors() {
    String folder = System.getenv("AKASHI_VECTORS");
    assumeTrue(folder != null, "AKASHI_VECTORS is not set: the foreign vectors are not checked");
    return Path.of(folder);
  }

  private record Probe(JsonNode json) {
    long number(String name) {
      // Some are above 2^63: as a negative number they are refused, as they must be.
      return new BigInteger(json.get(name).asString()).longValue();
    }

    Hash hash(String name) {
      return hash(json.get(name)).orElseThrow();
    }

    List<Hash> proof() {
      List<Hash> proof = new ArrayList<>();
      json.get("proof").forEach(node -> proof.add(hash(node).orElseThrow()));
      return proof;
    }

    boolean hasOnlyHashes() {
      Stream<JsonNode> roots =
          Stream.of("root", "root1", "root2", "leafHash").filter(json::has).map(json::get);
      return Stream.concat(roots, json.get("proof").valueStream())
          .allMatch(node -> hash(node).isPresent());
    }

    // The makers wrote "don't care" for "any root at all": it stands for one here.
    private static Optional<Hash> hash(JsonNode node) {
      byte[] bytes = Base64.getDecoder().decode(node.asString());
      boolean any = new String(bytes, StandardCharsets.UTF_8).startsWith("don't care");
      return any ? Optional.of(Rfc6962.leaf(bytes)) : Hash.ofBase64(node.asString());
    }
  }
}
