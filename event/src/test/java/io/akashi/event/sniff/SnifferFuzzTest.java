package io.akashi.event.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: the sniffer does not throw, and every mapping it proposes can be parsed. */
@Tag("fuzz")
class SnifferFuzzTest {
  private static final int MUTATIONS = 2;

  @FuzzTest(maxDuration = "60s")
  void sniff(byte[] bytes) {
    byte[] before = bytes.clone();
    SnifferTest.isConsistent(Sniffer.sniff(bytes, new SniffOptions("own", "own.csv", null, null)));
    assertThat(bytes).isEqualTo(before);
  }

  @Test
  void survivesLayoutsThatWereMutated() {
    Random random = new Random(2026);
    for (Layout layout : LayoutWriter.first()) {
      byte[] seed = Arrays.copyOf(layout.log(), 2_000);
      for (int round = 0; round < MUTATIONS; round++) {
        sniff(mutated(seed, random));
      }
    }
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = Arrays.copyOf(seed, random.nextInt(seed.length + 1));
    for (int n = random.nextInt(12); n >= 0 && bytes.length > 0; n--) {
      byte[] signs = "\"\\,;|\t\n\0 =-{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean() ? signs[random.nextInt(signs.length)] : (byte) random.nextInt(256);
    }
    return bytes;
  }
}
