package io.akashi.store.internal.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  /** Characters at which foldings go wrong, and some others. */
  private static final String ODD =
      "ｶﾞガかガが゛ﾞ゚ﾟｰーㅏ각가한㍿㌀㌔①½ﬁﬃßẞſİıÅÅéé̂́ǅǆΣςσΐŉﾊﾟ〜～−－‐ＡａAａﾔヤや㋳𠮷髙高邊邊︀葛󠄀𝟎𝐀'\\¥|0123 ,-";

  @ParameterizedTest
  @CsvSource({
    "ﾔﾏﾀﾞ, やまだ",
    "ﾔﾏﾀﾞ, ヤマダ",
    "㍿ＡＢＣ, 株式会社abc",
    "Straße, STRASSE",
    "ẞ, ss",
    "ﬁn①, FIN1",
    "ｶﾞ, ガ",
    "Å, Å",
    "10～20, 10〜20",
    "ゞ, ヾ",
    "葛󠄀城, 葛城"
  })
  void writesEveryFormInOneWay(String one, String other) {
    assertThat(Folding.form(one)).isEqualTo(Folding.form(other));
  }

  @ParameterizedTest
  @CsvSource({"か, が", "は, ぱ", "つ, っ", "髙, 高", "a, b", "e, é"})
  void tellsApartWhatIsNotTheSame(String one, String other) {
    assertThat(Folding.form(one)).isNotEqualTo(Folding.form(other));
  }

  @Test
  void leavesMarksOutOfTheSkeleton() {
    assertThat(Folding.skeleton("ﾔﾏﾀﾞ")).isEqualTo(Folding.skeleton("やまた"));
    assertThat(Folding.skeleton("゙゚́")).isEmpty();
  }

  @Test
  void theFoldingOfAPartIsPartOfTheFoldingOfTheWhole() {
    Random random = new Random(20_261_122);
    int[] odd = ODD.codePoints().toArray();
    for (int round = 0; round < 10_000; round++) {
      String text = text(random, odd);
      String whole = text(random, odd) + text + text(random, odd);
      Integer[] form = boxed(Folding.form(text));
      if (form.length > 0) {
        assertThat(boxed(Folding.form(whole))).as(whole).containsSequence(form);
      }
      assertThat(pairs(whole)).as("%s in %s", text, whole).containsAll(pairs(text));
    }
  }

  @Test
  void scansForSkeletonsAsComparingThemDoes() {
    Random random = new Random(7);
    int[] few = "aAａカｶかガﾞ\u3099bﬁi1".codePoints().toArray();
    int found = 0;
    for (int round = 0; round < 20_000; round++) {
      String text = text(random, few) + "か".repeat(random.nextInt(3));
      String payload = "ascii, ascii".repeat(random.nextInt(2));
      for (int left = random.nextInt(8); left > 0; left--) {
        payload += random.nextInt(3) == 0 ? text : text(random, few);
      }
      byte[] bytes = ("x" + payload + "y").getBytes(StandardCharsets.UTF_8);
      int[] wanted = Folding.skeleton(text);
      boolean holds = holds(Folding.skeleton(payload), wanted);
      assertThat(new SkeletonScan(wanted).mayHold(bytes, 1, bytes.length - 1))
          .as("%s in %s", text, payload)
          .isEqualTo(holds);
      found += holds ? 1 : 0;
    }
    assertThat(found).isBetween(2_000, 18_000);
  }

  private static boolean holds(int[] in, int[] wanted) {
    for (int at = 0; at + wanted.length <= in.length; at++) {
      if (Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private static Integer[] boxed(int[] points) {
    return Arrays.stream(points).boxed().toArray(Integer[]::new);
  }

  static String text(Random random, int[] odd) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      int point =
          switch (random.nextInt(8)) {
            case 0 -> random.nextInt(0x110000);
            case 1 -> 0x3041 + random.nextInt(0xc0);
            case 2 -> 0xff00 + random.nextInt(0xf0);
            default -> odd[random.nextInt(odd.length)];
          };
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      text.appendCodePoint(half ? 'x' : point);
    }
    return text.toString();
  }

  private static Set<Long> pairs(String text) {
    int[] skeleton = Folding.skeleton(text);
    Set<Long> pairs = new HashSet<>();
    for (int i = 1; i < skeleton.length; i++) {
      pairs.add((long) skeleton[i - 1] << Integer.SIZE | skeleton[i]);
    }
    return pairs;
  }

  @Test
  void theTableSaysWhatTheRuleSays() {
    char[] table = Folding.skeletons();
    for (int point = 1; point < table.length; point++) {
      if (table[point] != 0) {
        assertThat(Folding.skeletonOf(point)).containsExactly(table[point]);
      }
    }
    assertThat(table['Ａ']).isEqualTo('a');
    assertThat(table['が']).isEqualTo('カ');
  }

  @ParameterizedTest
  @CsvSource({"windows-31j", "EUC-JP"})
  void readsAsciiAlikeInEveryCharsetOfJapan(String charset) {
    byte[] ascii = new byte[127];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) (i + 1);
    }
    assertThat(new String(ascii, Charset.forName(charset)))
        .isEqualTo(new String(ascii, StandardCharsets.US_ASCII));
  }

  @Test
  void readsUtf8AsTheJdkDoes() {
    Random random = new Random(3);
    byte[] leads = {0x41, (byte) 0xc1, (byte) 0xc2, (byte) 0xe0, (byte) 0xe3, (byte) 0xed};
    byte[] more = {(byte) 0xf0, (byte) 0xf4, (byte) 0xf5, (byte) 0x80, (byte) 0x9f, (byte) 0xbf};
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(5)];
      for (int i = 0; i < bytes.length; i++) {
        byte[] from = random.nextBoolean() ? leads : more;
        bytes[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : from[random.nextInt(6)];
      }
      String lenient = new String(bytes, StandardCharsets.UTF_8);
      boolean valid = Arrays.equals(lenient.getBytes(StandardCharsets.UTF_8), bytes);
      boolean text = valid && lenient.indexOf(0) < 0;
      assertThat(Utf8.isText(bytes, 0, bytes.length)).as(Arrays.toString(bytes)).isEqualTo(text);
      assertThat(new Bigrams().addUtf8(bytes) != Bigrams.Kind.OTHER).isEqualTo(text);
    }
  }
}
