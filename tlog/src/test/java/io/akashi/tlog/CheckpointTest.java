package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2SP tlog-checkpoint. */
class CheckpointTest {
  private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Test
  void readsItsOwnText() throws MalformedException {
    Checkpoint checkpoint = new Checkpoint("example/病院", 1_234_567, Rfc6962.emptyRoot());
    assertThat(checkpoint.text()).isEqualTo("example/病院\n1234567\n" + ROOT + "\n");
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
  }

  @Test
  void passesOverExtensionLines() throws MalformedException {
    assertThat(Checkpoint.parse("o\n0\n" + ROOT + "\nextension\n").size()).isZero();
  }

  @Test
  void takesSizesBelowTwoToThe63() throws MalformedException {
    assertThat(Checkpoint.parse("o\n9223372036854775807\n" + ROOT + "\n").size())
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "o\n1\n",
        "o\n1\n" + ROOT,
        "\n1\n" + ROOT + "\n",
        "o\n01\n" + ROOT + "\n",
        "o\n+1\n" + ROOT + "\n",
        "o\n-1\n" + ROOT + "\n",
        "o\n 1\n" + ROOT + "\n",
        "o\n１\n" + ROOT + "\n",
        "o\n9223372036854775808\n" + ROOT + "\n",
        "o\n18446744073709551616\n" + ROOT + "\n",
        "o\n1\n47DE\n",
        "o\n1\n" + ROOT + " \n",
        "o\n1\n" + ROOT + "\n\n",
        "o\n1\n" + ROOT + "\n\nextension\n",
      })
  void refusesWhatIsNoCheckpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void isSignedOnlyByTheKeyOfItsOrigin() {
    Checkpoint checkpoint = new Checkpoint("log", 0, Rfc6962.emptyRoot());
    SigningKey key = SigningKey.generate();
    List<VerifierKey> keys = List.of(key.verifierKey("log"), key.verifierKey("witness"));
    SignedNote witnessed = SignedNote.sign(checkpoint.text(), "witness", key);
    assertThat(checkpoint.verify(witnessed, keys).isProved()).isFalse();
    SignedNote signed = witnessed.with(key.sign("log", checkpoint.text()));
    assertThat(checkpoint.verify(signed, keys))
        .isEqualTo(new Verdict.Proved(List.of("witness", "log")));
    Checkpoint later = new Checkpoint("log", 1, Rfc6962.leaf(new byte[0]));
    assertThat(later.verify(signed, keys).isProved()).isFalse();
  }
}
