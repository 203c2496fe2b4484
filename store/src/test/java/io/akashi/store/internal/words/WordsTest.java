package io.akashi.store.internal.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.internal.disk.OsDisk;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {
  private static final long FIRST = 1L << 33;
  private static final int STRETCHES = 40;
  private static final String ALPHABET = "検査結果閲覧処方ｶﾞガが山田髙﨑㍿abcABC012,- ";

  @TempDir Path folder;
  private final OsDisk disk = new OsDisk();

  private static byte[] header(String source, String more) {
    return "akashi/1 2026-11-22T00:26:30.000000Z %s file - - 0%s"
        .formatted(source, more)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private Words write(WordsWriter writer) throws IOException {
    Path path = folder.resolve("words");
    Files.write(path, writer.file());
    return Words.open(disk, path, FIRST, (long) STRETCHES * Words.STRETCH);
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  @Test
  void neverLeavesOutAStretchThatHoldsTheText() throws IOException {
    Random random = new Random(11);
    WordsWriter writer = new WordsWriter(FIRST);
    String[] texts = new String[STRETCHES * 3];
    Charset[] charsets = {
      StandardCharsets.UTF_8, Charset.forName("windows-31j"), Charset.forName("EUC-JP")
    };
    for (int i = 0; i < texts.length; i++) {
      Charset charset = charsets[i % 3];
      String same = random.nextBoolean() && i > 0 ? texts[i - 1] : "";
      texts[i] =
          new String((same + text(random, 1 + random.nextInt(9))).getBytes(charset), charset);
      long index = FIRST + (long) (i / 3) * Words.STRETCH + i % 3;
      writer.add(index, header("s" + i % 2, ""), texts[i].getBytes(charset));
    }
    Words words = write(writer);
    int ruledOut = 0;
    for (int round = 0; round < 3_000; round++) {
      String of = texts[random.nextInt(texts.length)];
      int from = random.nextInt(of.length());
      String wanted = of.substring(from, from + 1 + random.nextInt(of.length() - from));
      BitSet holding = words.holding(disk, Folding.skeleton(wanted));
      for (int i = 0; i < texts.length; i++) {
        if (texts[i].contains(wanted)) {
          assertThat(holding.get(i / 3)).as("%s in %s", wanted, texts[i]).isTrue();
        }
      }
      ruledOut += STRETCHES - holding.cardinality();
    }
    assertThat(ruledOut).as("and it is of use").isGreaterThan(3_000 * STRETCHES / 2);
  }

  @Test
  void marksWhatItCannotRead() throws IOException {
    WordsWriter writer = new WordsWriter(FIRST);
    byte[][] payloads = {
      "ascii".getBytes(StandardCharsets.UTF_8),
      "かな".getBytes(StandardCharsets.UTF_8),
      "かな".getBytes(Charset.forName("windows-31j")),
      {'n', 'u', 'l', 0},
      {(byte) 0xff, (byte) 0xff},
      {}
    };
    for (int i = 0; i < STRETCHES; i++) {
      byte[] payload = i < payloads.length ? payloads[i] : payloads[0];
      String more = payload.length == 0 ? " digest=sha256:" + "0".repeat(64) : "";
      writer.add(FIRST + (long) i * Words.STRETCH, header(i == 3 ? "b" : "a", more), payload);
    }
    Words words = write(writer);
    assertThat(words.other().stream()).containsExactly(2);
    assertThat(words.mixed().stream()).containsExactly(3, 4);
    assertThat(words.beside().stream()).containsExactly(5);
    assertThat(words.sources()).containsOnlyKeys("a", "b");
    assertThat(words.sources().get("a").wide().stream()).containsExactly(1);
    assertThat(words.sources().get("a").all().cardinality()).isEqualTo(STRETCHES - 1);
    assertThat(words.sources().get("b").all().stream()).containsExactly(3);
    assertThat(words.holding(disk, Folding.skeleton("カナ")).stream()).containsExactly(1, 2);
    assertThat(words.holding(disk, Folding.skeleton("ｶ")).cardinality()).isEqualTo(STRETCHES);
  }

  @Test
  void givesTheSameBytesForTheSameEntries() {
    byte[][] files = new byte[2][];
    for (int round = 0; round < 2; round++) {
      Random random = new Random(5);
      WordsWriter writer = new WordsWriter(FIRST);
      for (int i = 0; i < 10_000; i++) {
        byte[] payload = text(random, 20).getBytes(StandardCharsets.UTF_8);
        writer.add(FIRST + i, header("s" + i % 3, ""), payload);
      }
      files[round] = writer.file();
    }
    assertThat(files[0]).isEqualTo(files[1]);
  }

  @Test
  void everyChangedByteIsNoticedOrChangesNothing() throws IOException {
    WordsWriter writer = new WordsWriter(FIRST);
    Random random = new Random(6);
    for (int i = 0; i < STRETCHES * 50; i++) {
      byte[] payload = text(random, 12).getBytes(StandardCharsets.UTF_8);
      writer.add(FIRST + i * (long) Words.STRETCH / 50, header("s", ""), payload);
    }
    byte[] file = writer.file();
    Path path = folder.resolve("words");
    long entries = (long) STRETCHES * Words.STRETCH;
    int[] wanted = Folding.skeleton("検査結果");
    Files.write(path, file);
    BitSet right = Words.open(disk, path, FIRST, entries).holding(disk, wanted);
    for (int at = 0; at < file.length; at += 7) {
      byte[] changed = file.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(path, changed);
      BitSet found = right;
      try {
        found = Words.open(disk, path, FIRST, entries).holding(disk, wanted);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("words");
      }
      assertThat(found).as("byte %d", at).isEqualTo(right);
    }
    Files.write(path, new byte[3]);
    assertThatThrownBy(() -> Words.open(disk, path, FIRST, entries))
        .isInstanceOf(IOException.class);
    Files.write(path, file);
    assertThatThrownBy(() -> Words.open(disk, path, FIRST + 256, entries))
        .hasMessageContaining("another segment");
  }
}
