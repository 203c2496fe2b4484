package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2SP signed-note: its own example, and what parsers are known to get wrong. */
class SignedNoteTest {
  private static final String KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String SIGNATURE =
      "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
          + "RKuwHjG1Yu72IneyaQM=\n";
  private static final String TEXT = "This is an example message.\n";
  private static final String NOTE = TEXT + "\n" + SIGNATURE;

  private final SigningKey signer = SigningKey.generate();

  @Test
  void verifiesTheExampleOfTheSpecification() throws MalformedException {
    SignedNote note = parse(NOTE);
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.verify(List.of(VerifierKey.parse(KEY))))
        .isEqualTo(new Verdict.Proved(List.of("example.com/foo")));
    assertThat(note.toString()).isEqualTo(NOTE);
  }

  @Test
  void refusesTheSameSignatureUnderAnotherText() throws MalformedException {
    SignedNote other = new SignedNote("This is another message.\n", parse(NOTE).signatures());
    assertThat(other.verify(List.of(VerifierKey.parse(KEY))))
        .isEqualTo(new Verdict.Refused("signature of example.com/foo is wrong"));
  }

  @Test
  void ignoresUnknownKeysButNeedsOneItKnows() {
    SignedNote note =
        SignedNote.sign(TEXT, "a", SigningKey.generate()).with(signer.sign("b", TEXT));
    assertThat(note.verify(List.of(signer.verifierKey("b"))))
        .isEqualTo(new Verdict.Proved(List.of("b")));
    assertThat(note.verify(List.of(signer.verifierKey("c"))).isProved()).isFalse();
    assertThat(note.verify(List.of()).isProved()).isFalse();
  }

  @Test
  void refusesTheWholeNoteForOneKnownSignatureThatIsWrong() {
    SignedNote.Signature foreign = signer.sign("b", "other\n");
    SignedNote note = SignedNote.sign(TEXT, "a", signer).with(foreign);
    assertThat(note.verify(List.of(signer.verifierKey("a"))).isProved()).isTrue();
    assertThat(note.verify(List.of(signer.verifierKey("a"), signer.verifierKey("b"))).isProved())
        .isFalse();
  }

  @Test
  void countsAKeyOnceAndRefusesItsSecondSignatureWhenWrong() {
    SignedNote twice = SignedNote.sign(TEXT, "a", signer).with(signer.sign("a", TEXT));
    List<VerifierKey> keys = List.of(signer.verifierKey("a"));
    assertThat(twice.verify(keys)).isEqualTo(new Verdict.Proved(List.of("a")));
    assertThat(twice.with(signer.sign("a", "other\n")).verify(keys).isProved()).isFalse();
  }

  @Test
  void ignoresSignaturesOfAnUnknownKeyType() throws MalformedException {
    VerifierKey mlDsa = VerifierKey.parse("a+01020304+BgUGBwg=");
    assertThat(mlDsa.isSupported()).isFalse();
    SignedNote note =
        SignedNote.sign(TEXT, "b", signer)
            .with(new SignedNote.Signature("a", 0x01020304, new byte[] {1}));
    assertThat(note.verify(List.of(mlDsa, signer.verifierKey("b"))).isProved()).isTrue();
    assertThat(note.verify(List.of(mlDsa)).isProved()).isFalse();
  }

  @Test
  void takesTextUpToTheLastEmptyLine() throws MalformedException {
    SignedNote note = parse("one\n\n\ntwo\n\n" + SIGNATURE);
    assertThat(note.text()).isEqualTo("one\n\n\ntwo\n");
  }

  @Test
  void takesAHundredSignaturesAndNoMore() throws MalformedException {
    assertThat(parse(TEXT + "\n" + SIGNATURE.repeat(16)).signatures()).hasSize(16);
    assertThat(parse(TEXT + "\n" + SIGNATURE.repeat(100)).signatures()).hasSize(100);
    assertMalformed(TEXT + "\n" + SIGNATURE.repeat(101));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "text\n\n- a AAAAAAA=\n",
        "text\n\n– a AAAAAAA=\n",
        "text\n\n— a AAAAAAA=",
        "text\n\n—a AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "text\n\n— AAAAAAA=\n",
        "text\n\n— a b AAAAAAA=\n",
        "text\n\n— a\u00a0b AAAAAAA=\n",
        "text\n\n— a+b AAAAAAA=\n",
        "text\n\n— a AAAAAA==\n",
        "text\n\n— a AAAAAAA\n",
        "text\n\n— a AAAAAAB=\n",
        "text\n\n— a AAAA_AA=\n",
        "text\n\n— a \n",
        "text\r\n\n— a AAAAAAA=\n",
        "te\u0000xt\n\n— a AAAAAAA=\n",
        "te\txt\n\n— a AAAAAAA=\n",
        "text\n\n— a AAAAAAA=\n\n",
        "text\n\n— a AAAAAAA=\njunk\n",
        "text— a AAAAAAA=\n",
      })
  void refusesWhatIsNoNote(String note) {
    assertMalformed(note);
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
    note[3] = (byte) 0xFF;
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedException.class);
  }

  @Test
  void everyChangedByteOfANoteIsRefused() throws MalformedException {
    List<VerifierKey> keys = List.of(VerifierKey.parse(KEY));
    byte[] original = NOTE.getBytes(StandardCharsets.UTF_8);
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < original.length; i++) {
      byte[] changed = original.clone();
      changed[i] ^= 1;
      if (holds(changed, keys)) {
        accepted.add(i);
      }
    }
    assertThat(accepted).isEmpty();
  }

  private static boolean holds(byte[] note, List<VerifierKey> keys) {
    try {
      return SignedNote.parse(note).verify(keys).isProved();
    } catch (MalformedException e) {
      return false;
    }
  }

  private static SignedNote parse(String note) throws MalformedException {
    return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertMalformed(String note) {
    assertThatThrownBy(() -> parse(note)).isInstanceOf(MalformedException.class);
  }
}
