package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C2SP tlog-proof, version 1. */
class TlogProofTest {
  private static final int SIZE = 70_000;
  private static final MemoryLog LOG = MemoryLog.of(SIZE);

  private final SigningKey key = SigningKey.generate();
  private final List<VerifierKey> keys = List.of(key.verifierKey("log"));
  private final SignedNote checkpoint =
      SignedNote.sign(new Checkpoint("log", SIZE, LOG.root()).text(), "log", key);

  @Test
  void provesEntriesOfATreeOfThreeLevels() throws IOException {
    for (int index : new int[] {0, 65_535, 65_536, SIZE - 1}) {
      TlogProof proof = TlogProof.parse(TlogProof.of(LOG, index, checkpoint).format());
      assertThat(proof.index()).isEqualTo(index);
      assertThat(proof.verify(LOG.entries.get(index), keys))
          .isEqualTo(new Verdict.Proved(List.of("log")));
      assertThat(proof.verify(LOG.entries.get(7), keys).isProved()).isFalse();
    }
  }

  @Test
  void writesTheFormOfTheSpecification() throws IOException {
    TlogProof proof = TlogProof.of(LOG, 65_536, checkpoint).withExtra(new byte[] {1, 2, 3});
    String text = new String(proof.format(), StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith(
            "c2sp.org/tlog-proof@v1\nextra AQID\nindex 65536\n" + LOG.leaves.get(65_537).base64())
        .endsWith("\n\n" + checkpoint);
    TlogProof read = TlogProof.parse(proof.format());
    assertThat(read.extra()).containsExactly(1, 2, 3);
    assertThat(read.hashes()).isEqualTo(proof.hashes());
  }

  @Test
  void noChangedBitOfAProofIsAccepted() throws IOException {
    byte[] file = TlogProof.of(LOG, 300, checkpoint).format();
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= 1;
      if (holds(changed, LOG.entries.get(300))) {
        accepted.add(i);
      }
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void needsTheKeyOfTheLogItself() throws IOException {
    SignedNote witnessed =
        SignedNote.sign(checkpoint.text(), "witness", key).with(checkpoint.signatures().getFirst());
    TlogProof proof = TlogProof.of(LOG, 5, witnessed);
    byte[] entry = LOG.entries.get(5);
    assertThat(proof.verify(entry, List.of(key.verifierKey("witness"))).isProved()).isFalse();
    assertThat(proof.verify(entry, keys).isProved()).isTrue();
    assertThat(proof.verify(entry, List.of(SigningKey.generate().verifierKey("log"))).isProved())
        .isFalse();
  }

  @Test
  void refusesAWrongNumberOfHashes() throws IOException {
    TlogProof proof = TlogProof.of(LOG, 5, checkpoint);
    List<Hash> longer = new ArrayList<>(proof.hashes());
    longer.add(LOG.root());
    for (List<Hash> hashes : List.of(longer, proof.hashes().subList(0, 16), List.<Hash>of())) {
      TlogProof wrong = new TlogProof(null, 5, hashes, checkpoint);
      assertThat(wrong.verify(LOG.entries.get(5), keys).isProved()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          c2sp.org/tlog-proof@v1, c2sp.org/tlog-proof@v2
          index 5, index 05
          index 5, index -5
          index 5, index
          index 5, size 5
          index 5, 'index 5|index 5'
          index 5, 'extra A|index 5'
          index 5, 'extra AQ==|extra AQ==|index 5'
          index 5, 'index 5|extra AQ=='
          index 5, 'index 5|AQID'
          """)
  void refusesWhatIsNoProof(String good, String bad) throws IOException {
    String text =
        new String(TlogProof.of(LOG, 5, checkpoint).format(), StandardCharsets.UTF_8)
            .replace(good + "\n", bad.replace('|', '\n') + "\n");
    assertThatThrownBy(() -> TlogProof.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedException.class);
  }

  private boolean holds(byte[] file, byte[] entry) {
    try {
      return TlogProof.parse(file).verify(entry, keys).isProved();
    } catch (MalformedException e) {
      return false;
    }
  }
}
