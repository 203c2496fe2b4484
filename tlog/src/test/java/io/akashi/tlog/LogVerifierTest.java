package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.tlog.LogVerifier.Finding;
import io.akashi.tlog.LogVerifier.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damage of each kind is found and named at its smallest place. */
class LogVerifierTest {
  private static final int SIZE = 65_536 + 512 + 40;
  private static final MemoryLog INTACT = MemoryLog.of(SIZE);

  private final SigningKey key = SigningKey.generate();
  private final MemoryLog log = copy();

  @Test
  void findsNothingInAnIntactLog() throws IOException {
    for (int size : new int[] {0, 1, 255, 256, 257, 65_536, SIZE}) {
      Report report = verify(MemoryLog.of(size), note(MemoryLog.of(size)));
      assertThat(report.findings()).isEmpty();
      assertThat(report.intact()).isTrue();
    }
  }

  @Test
  void namesTheOneEntryThatWasChanged() throws IOException {
    for (int index : new int[] {0, 255, 30_000, 65_536 + 300, SIZE - 1}) {
      Report report = verify(withEntry(index, "forged".getBytes(StandardCharsets.UTF_8)));
      assertThat(report.entriesProved()).isFalse();
      assertThat(report.findings())
          .containsExactly(
              new Finding(bundle(index).format(), index, index + 1, "entry is not the one signed"));
    }
  }

  @Test
  void namesTheEntriesFromAnInsertionToTheEndOfItsBundle() throws IOException {
    List<byte[]> entries = new ArrayList<>(INTACT.entries.subList(256, 512));
    entries.add(100, new byte[] {1});
    entries.removeLast();
    log.files.put(bundle(256), EntryBundle.encode(entries));
    assertThat(verify(log).findings())
        .containsExactly(new Finding("tile/entries/001", 356, 512, "entry is not the one signed"));
  }

  @Test
  void namesTheEntriesThatATornBundleLost() throws IOException {
    byte[] bundle = log.files.get(bundle(512));
    byte[] half = EntryBundle.first(bundle, 77);
    log.files.put(bundle(512), Arrays.copyOf(half, half.length + 1));
    assertThat(verify(log).findings())
        .containsExactly(
            new Finding("tile/entries/002", 589, 768, "bundle ends before this entry does"));
  }

  @Test
  void namesTheBundleThatIsMissing() throws IOException {
    log.files.remove(bundle(512));
    Report report = verify(log);
    assertThat(report.entriesProved()).isFalse();
    assertThat(report.findings())
        .containsExactly(new Finding("tile/entries/002", 512, 768, "file is missing"));
  }

  @Test
  void provesTheEntriesWhereOnlyATileIsWrong() throws IOException {
    for (TilePath path : log.files.keySet().stream().filter(p -> !p.isEntries()).toList()) {
      if (path.level() == 0 && path.index() % 100 != 0 && !path.isPartial()) {
        continue;
      }
      MemoryLog damaged = copy();
      damaged.files.get(path)[5] ^= 1;
      Report report = verify(damaged);
      assertThat(report.entriesProved()).as(path.format()).isTrue();
      assertThat(report.intact()).isFalse();
      assertThat(report.findings()).as(path.format()).hasSize(1);
      Finding finding = report.findings().getFirst();
      assertThat(finding.file()).isEqualTo(path.format());
      long hashCovers = 1L << (8 * path.level());
      assertThat(finding.to() - finding.from()).isEqualTo(hashCovers);
    }
  }

  @Test
  void provesTheEntriesWhereATileIsMissing() throws IOException {
    for (TilePath path : List.of(new TilePath(0, 9, 256), new TilePath(1, 0, 256))) {
      MemoryLog damaged = copy();
      damaged.files.remove(path);
      Report report = verify(damaged);
      assertThat(report.entriesProved()).isTrue();
      assertThat(report.findings())
          .singleElement()
          .extracting(Finding::file)
          .isEqualTo(path.format());
    }
  }

  @Test
  void findsALogThatAgreesWithItselfButNotWithTheCheckpoint() throws IOException {
    List<byte[]> entries = new ArrayList<>(INTACT.entries.subList(0, 600));
    byte[] note = note(MemoryLog.of(entries));
    entries.set(300, new byte[] {7});
    Report report = verify(MemoryLog.of(entries), note);
    assertThat(report.intact()).isFalse();
    assertThat(report.findings()).isNotEmpty();
  }

  @Test
  void readsNothingUnderACheckpointThatNobodySigned() throws IOException {
    byte[] note = note(INTACT);
    List<VerifierKey> others = List.of(SigningKey.generate().verifierKey("log"));
    Report report = LogVerifier.verify(new MemoryLog(), note, others);
    assertThat(report.intact()).isFalse();
    assertThat(report.findings()).singleElement().extracting(Finding::file).isEqualTo("checkpoint");
    assertThat(LogVerifier.verify(log, new byte[] {1, 2}, others).intact()).isFalse();
  }

  @Test
  void keepsAThousandFindingsAndCountsTheRest() throws IOException {
    List<TilePath> bundles = log.files.keySet().stream().filter(TilePath::isEntries).toList();
    for (TilePath path : bundles) {
      byte[] bundle = log.files.get(path);
      List<byte[]> entries = EntryBundle.decode(bundle, path.width());
      for (int i = 0; i < entries.size(); i += 2) {
        entries.set(i, new byte[0]);
      }
      log.files.put(path, EntryBundle.encode(entries));
    }
    Report report = verify(log);
    assertThat(report.findings()).hasSize(LogVerifier.MAX_FINDINGS);
    assertThat(report.findings().size() + report.more()).isEqualTo(SIZE / 2);
  }

  private MemoryLog withEntry(int index, byte[] forged) {
    MemoryLog damaged = copy();
    int first = index / 256 * 256;
    List<byte[]> entries =
        new ArrayList<>(INTACT.entries.subList(first, Math.min(first + 256, SIZE)));
    entries.set(index - first, forged);
    damaged.files.put(bundle(index), EntryBundle.encode(entries));
    return damaged;
  }

  private static TilePath bundle(int index) {
    return TilePath.at(TilePath.ENTRIES, index / 256, SIZE);
  }

  private static MemoryLog copy() {
    MemoryLog copy = new MemoryLog();
    copy.leaves.addAll(INTACT.leaves);
    INTACT.files.forEach((path, file) -> copy.files.put(path, file.clone()));
    return copy;
  }

  private byte[] note(MemoryLog of) {
    Checkpoint checkpoint = new Checkpoint("log", of.leaves.size(), of.root());
    return SignedNote.sign(checkpoint.text(), "log", key).bytes();
  }

  private Report verify(MemoryLog damaged) throws IOException {
    return verify(damaged, note(INTACT));
  }

  private Report verify(MemoryLog damaged, byte[] note) throws IOException {
    return LogVerifier.verify(damaged, note, List.of(key.verifierKey("log")));
  }
}
