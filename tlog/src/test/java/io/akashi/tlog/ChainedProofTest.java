package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.tlog.ChainedProof.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two steps: entry, checkpoint of its log, entry of the parent, checkpoint of the parent. */
class ChainedProofTest {
  private static final int INDEX = 300;
  private static final int PARENT_INDEX = 4;

  private final SigningKey logKey = SigningKey.generate();
  private final SigningKey parentKey = SigningKey.generate();
  private final VerifierKey logVkey = logKey.verifierKey("log");
  private final VerifierKey parentVkey = parentKey.verifierKey("parent");
  private final MemoryLog log = MemoryLog.of(1_000);
  private final byte[] entry = log.entries.get(INDEX);

  @Test
  void saysWhichStepsTheKeysProved() throws IOException {
    ChainedProof proof = ChainedProof.parse(chain(head()).format());
    assertThat(proof.verify(entry, List.of(logVkey))).isEqualTo(new Result.Proved(true, false));
    assertThat(proof.verify(entry, List.of(parentVkey))).isEqualTo(new Result.Proved(false, true));
    assertThat(proof.verify(entry, List.of(logVkey, parentVkey)))
        .isEqualTo(new Result.Proved(true, true));
    assertThat(proof.verify(entry, List.of())).isInstanceOf(Result.Refused.class);
  }

  @Test
  void isAnOrdinaryProofForThoseWhoDoNotKnowTheSecondStep() throws IOException {
    TlogProof plain = TlogProof.parse(chain(head()).format());
    assertThat(ChainedProof.isChained(plain)).isTrue();
    assertThat(ChainedProof.isChained(plain.withExtra(null))).isFalse();
    assertThat(plain.verify(entry, List.of(logVkey)).isProved()).isTrue();
  }

  @Test
  void refusesAnotherEntry() throws IOException {
    for (List<VerifierKey> keys : List.of(List.of(logVkey), List.of(parentVkey))) {
      assertThat(chain(head()).verify(log.entries.get(1), keys)).isInstanceOf(Result.Refused.class);
    }
  }

  @Test
  void refusesAParentEntryThatIsAnotherCheckpoint() throws IOException {
    SignedNote other = SignedNote.sign(head().text(), "log", SigningKey.generate());
    assertThat(chain(other).verify(entry, List.of(logVkey, parentVkey)))
        .isEqualTo(new Result.Refused("entry of the parent log is not the checkpoint of the log"));
  }

  @Test
  void refusesAKeyOfThatNameThatSignedNothing() throws IOException {
    VerifierKey stranger = SigningKey.generate().verifierKey("log");
    assertThat(chain(head()).verify(entry, List.of(stranger, parentVkey)))
        .isInstanceOf(Result.Refused.class);
  }

  @Test
  void noChangedBitIsAcceptedUnderTheParentsKey() throws IOException {
    byte[] extra = TlogProof.parse(chain(head()).format()).extra();
    TlogProof first = TlogProof.of(log, INDEX, head());
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < extra.length; i++) {
      byte[] changed = extra.clone();
      changed[i] ^= 1;
      if (holds(first.withExtra(changed), List.of(parentVkey))) {
        accepted.add(i);
      }
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void refusesAnExtraLineThatIsNoSecondStep() throws IOException {
    TlogProof plain = TlogProof.of(log, INDEX, head());
    assertThatThrownBy(() -> ChainedProof.parse(plain.format()))
        .isInstanceOf(MalformedException.class);
    for (String extra :
        List.of("", "akashi/parent-proof@v1\n", "akashi/parent-proof@v1\nentry AQ==\n")) {
      TlogProof wrong = plain.withExtra(extra.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> ChainedProof.parse(wrong.format()))
          .isInstanceOf(MalformedException.class);
    }
  }

  private SignedNote head() {
    return SignedNote.sign(new Checkpoint("log", 1_000, log.root()).text(), "log", logKey);
  }

  // A chain whose parent holds that note as the checkpoint of the log.
  private ChainedProof chain(SignedNote inParent) throws IOException {
    var entryOfParent = new ByteArrayOutputStream();
    entryOfParent.writeBytes("header\n".getBytes(StandardCharsets.UTF_8));
    entryOfParent.writeBytes(inParent.bytes());
    List<byte[]> entries = new ArrayList<>(MemoryLog.of(9).entries);
    entries.set(PARENT_INDEX, entryOfParent.toByteArray());
    MemoryLog parent = MemoryLog.of(entries);
    SignedNote parentHead =
        SignedNote.sign(new Checkpoint("parent", 9, parent.root()).text(), "parent", parentKey);
    return new ChainedProof(
        TlogProof.of(log, INDEX, head()),
        entries.get(PARENT_INDEX),
        TlogProof.of(parent, PARENT_INDEX, parentHead));
  }

  private boolean holds(TlogProof proof, Collection<VerifierKey> keys) {
    try {
      return ChainedProof.of(proof).verify(entry, keys) instanceof Result.Proved;
    } catch (MalformedException e) {
      return false;
    }
  }
}
