package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proofs from tiles against the recursion of the RFC, and what verification must refuse. */
class ProofsTest {
  private static final int OVER_TWO_LEVELS = 65_536 + 3 * 256 + 77;

  @Test
  void makesAndVerifiesEveryProofOfSmallTrees() throws IOException {
    for (int size = 1; size <= 40; size++) {
      MemoryLog log = MemoryLog.of(size);
      for (int i = 0; i < size; i++) {
        checkInclusion(log, i);
        checkConsistency(log, i + 1);
      }
    }
  }

  @Test
  void makesAndVerifiesProofsAcrossTileLevels() throws IOException {
    MemoryLog log = MemoryLog.of(OVER_TWO_LEVELS);
    assertThat(Proofs.root(log, OVER_TWO_LEVELS)).isEqualTo(log.root());
    for (int at : new int[] {0, 255, 256, 65_535, 65_536, 66_303, 66_304, OVER_TWO_LEVELS - 1}) {
      checkInclusion(log, at);
      checkConsistency(log, at + 1);
    }
  }

  @Test
  void refusesEveryChangeOfAProof() throws IOException {
    Random random = new Random(7);
    for (int size : new int[] {2, 3, 7, 8, 9, 31, 32, 33, 300}) {
      MemoryLog log = MemoryLog.of(size);
      int at = random.nextInt(size);
      Hash leaf = log.leaves.get(at);
      List<Hash> path = Proofs.inclusion(log, at, size);
      int from = 1 + random.nextInt(size - 1);
      Hash fromRoot = ReferenceTree.root(log.leaves.subList(0, from));
      List<Hash> proof = Proofs.consistency(log, from, size);
      for (List<Hash> wrong : changed(path)) {
        assertThat(Proofs.verifyInclusion(leaf, at, size, wrong, log.root())).isFalse();
      }
      for (List<Hash> wrong : changed(proof)) {
        assertThat(Proofs.verifyConsistency(from, size, fromRoot, log.root(), wrong)).isFalse();
      }
      for (int other = 0; other < size; other++) {
        assertThat(Proofs.verifyInclusion(leaf, other, size, path, log.root()))
            .isEqualTo(other == at);
      }
    }
  }

  @Test
  void provesNothingAboutTheEmptyTree() {
    Hash empty = Rfc6962.emptyRoot();
    assertThat(Proofs.verifyConsistency(0, 0, empty, empty, List.of())).isFalse();
    assertThat(Proofs.verifyConsistency(0, 5, empty, empty, List.of())).isFalse();
    assertThat(Proofs.verifyInclusion(empty, 0, 0, List.of(), empty)).isFalse();
  }

  @Test
  void refusesToMakeProofsOutsideTheTree() {
    MemoryLog log = MemoryLog.of(3);
    assertThatThrownBy(() -> Proofs.inclusion(log, 3, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proofs.consistency(log, 0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proofs.consistency(log, 4, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void checkInclusion(MemoryLog log, int index) throws IOException {
    int size = log.leaves.size();
    List<Hash> path = Proofs.inclusion(log, index, size);
    assertThat(path).isEqualTo(ReferenceTree.path(index, log.leaves));
    assertThat(Proofs.verifyInclusion(log.leaves.get(index), index, size, path, log.root()))
        .isTrue();
  }

  private static void checkConsistency(MemoryLog log, int from) throws IOException {
    int size = log.leaves.size();
    List<Hash> proof = Proofs.consistency(log, from, size);
    assertThat(proof).isEqualTo(ReferenceTree.proof(from, log.leaves));
    Hash fromRoot = ReferenceTree.root(log.leaves.subList(0, from));
    assertThat(Proofs.verifyConsistency(from, size, fromRoot, log.root(), proof)).isTrue();
  }

  private static List<List<Hash>> changed(List<Hash> proof) {
    List<List<Hash>> all = new ArrayList<>();
    Hash stranger = Rfc6962.leaf(new byte[] {1, 2, 3});
    for (int i = 0; i <= proof.size(); i++) {
      List<Hash> longer = new ArrayList<>(proof);
      longer.add(i, stranger);
      all.add(longer);
      if (i < proof.size()) {
        List<Hash> shorter = new ArrayList<>(proof);
        shorter.remove(i);
        all.add(shorter);
        List<Hash> replaced = new ArrayList<>(proof);
        replaced.set(i, stranger);
        all.add(replaced);
      }
    }
    return all;
  }
}
