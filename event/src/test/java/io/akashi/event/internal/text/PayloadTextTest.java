package io.akashi.event.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadTextTest {
  private static PayloadText guess(byte[] bytes) {
    return PayloadText.guess(bytes, 0, bytes.length);
  }

  @Test
  void agreesWithTheJdkOnWhatIsUtf8() {
    Random random = new Random(3629);
    byte[] good = "aé山😀z".getBytes(UTF_8);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(128));
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(isValidByJdk(bytes));
    }
    assertThat(Utf8.isValid(good, 0, good.length)).isTrue();
    assertThat(Utf8.isValid(good, 0, 2)).isFalse();
  }

  private static boolean isValidByJdk(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException expected) {
      return false;
    }
  }

  @Test
  void readsCp932WithTheLettersOfWindows() {
    for (String text : List.of("山田太郎", "髙﨑①㈱ソ表", "ｶﾅ", "\\~")) {
      assertThat(guess(text.getBytes(PayloadText.CP932))).isEqualTo(new PayloadText(text, null));
    }
  }

  @Test
  void forgivesUtf8ThatWasCutButNotOtherDefects() {
    byte[] bytes = "山田".getBytes(UTF_8);
    PayloadText cut = PayloadText.guess(bytes, 0, 5);
    assertThat(cut.value()).startsWith("山");
    assertThat(cut.note()).contains("cut off");
  }

  @Test
  void takesAnyByteAtLast() {
    byte[] bytes = {'a', (byte) 0xff, (byte) 0xe9, (byte) 0x20};
    assertThat(guess(bytes).value()).isEqualTo("aÿé ");
    assertThat(guess(bytes).note()).contains("windows-1252");
  }

  @Test
  void keepsAReplacementCharacterThatTheSenderSent() {
    assertThat(guess("x\uFFFDy".getBytes(UTF_8))).isEqualTo(new PayloadText("x\uFFFDy", null));
  }
}
