package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, a parser gives a value that is written back to the same bytes, or says {@link
 * MalformedException}. Runs the seeds, and searches on with JAZZER_FUZZ=1 and one method chosen.
 */
@Tag("fuzz")
class ParsersFuzzTest {
  private static final int MUTATIONS = 4_000;

  @FuzzTest(maxDuration = "60s")
  void signedNote(byte[] bytes) {
    check(bytes, b -> SignedNote.parse(b).bytes());
  }

  @FuzzTest(maxDuration = "60s")
  void checkpoint(byte[] bytes) {
    // Extension lines are passed over, so only what is read twice must be the same.
    check(
        bytes,
        b -> {
          Checkpoint read = Checkpoint.parse(new String(b, StandardCharsets.UTF_8));
          assertThat(Checkpoint.parse(read.text())).isEqualTo(read);
          return b;
        });
  }

  @FuzzTest(maxDuration = "60s")
  void tlogProof(byte[] bytes) {
    check(
        bytes,
        b -> {
          TlogProof proof = TlogProof.parse(b);
          assertThat(proof.verify(b, List.of()).isProved()).isFalse();
          return proof.format();
        });
  }

  @FuzzTest(maxDuration = "60s")
  void chainedProof(byte[] bytes) {
    check(bytes, b -> ChainedProof.parse(b).format());
  }

  @FuzzTest(maxDuration = "60s")
  void tilePath(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    TilePath.parse(text).ifPresent(path -> assertThat(path.format()).isEqualTo(text));
  }

  @FuzzTest(maxDuration = "60s")
  void entryBundle(byte[] bytes) {
    int width = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xFF);
    check(bytes, b -> EntryBundle.encode(EntryBundle.decode(b, width)));
  }

  @FuzzTest(maxDuration = "60s")
  void verifierKey(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    check(
        text.getBytes(StandardCharsets.UTF_8),
        b -> VerifierKey.parse(text).format().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void surviveSeedsThatWereMutated() throws IOException {
    Random random = new Random(6962);
    for (String seed : List.of("signedNote", "tlogProof", "chainedProof")) {
      byte[] good = seed(seed);
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] bytes = mutated(good, random);
        signedNote(bytes);
        checkpoint(bytes);
        tlogProof(bytes);
        chainedProof(bytes);
        entryBundle(bytes);
      }
    }
    byte[] path = seed("tilePath");
    byte[] key = seed("verifierKey");
    for (int i = 0; i < MUTATIONS; i++) {
      tilePath(mutated(path, random));
      verifierKey(mutated(key, random));
    }
  }

  private interface Parser {
    byte[] parseAndWrite(byte[] bytes) throws MalformedException;
  }

  private static void check(byte[] bytes, Parser parser) {
    byte[] written;
    try {
      written = parser.parseAndWrite(bytes.clone());
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(written).isEqualTo(bytes);
  }

  private static byte[] seed(String method) throws IOException {
    String name = "ParsersFuzzTestInputs/" + method + "/seed";
    try (InputStream in = ParsersFuzzTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          // A piece of the seed once more: lines twice, lengths that no longer fit.
          byte[] piece = Arrays.copyOfRange(good, 0, 1 + random.nextInt(good.length));
          byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
          System.arraycopy(piece, 0, longer, bytes.length, piece.length);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
