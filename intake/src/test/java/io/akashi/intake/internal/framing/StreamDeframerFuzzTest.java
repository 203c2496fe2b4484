package io.akashi.intake.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes and however they are cut: the deframer gives every byte out once and in order,
 * and holds no more than it says. Runs the seeds, and searches on with JAZZER_FUZZ=1 and one method
 * chosen.
 */
@Tag("fuzz")
class StreamDeframerFuzzTest {
  private static final int MAX = 64;
  private static final int MUTATIONS = 40_000;
  private static final String[] SEEDS = {
    "12 <13>1 - - - 7 <14>xyz<13>line\n",
    "9 <13>患者を参照 8 <13>1234 8 <13>5678",
    "90 <13>cut9 <13>whole9 <13>whole",
    "<13>Nov 22 10:00:00 h\n<?xml version=\"1.0\"?>\n<AuditMessage>\n</AuditMessage>\n<13>n\n",
    "<85>1 <AuditMessage>\n<A/>\n</AuditMessage><13>x\0<13>y\0\r\n99999999 <13>z\n<13>\n"
  };

  @FuzzTest(maxDuration = "60s")
  void accountsForEveryByte(byte[] bytes) {
    // The first byte says how the rest is cut, so that a finding can be replayed.
    int piece = bytes.length == 0 ? 1 : (bytes[0] & 0x1f) + 1;
    Stream stream = new Stream(MAX);
    for (int from = 0; from < bytes.length; from += piece) {
      stream.feed(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)));
      assertThat(stream.deframer.pendingBytes()).isLessThanOrEqualTo(2 * MAX + 40 + piece);
      if ((from & 3) == 3) {
        stream.paused();
      }
    }
    stream.closed();
    assertThat(stream.given.toByteArray()).isEqualTo(bytes);
    assertThat(stream.messages).allMatch(m -> m.payload().length <= MAX);
  }

  @Test
  void survivesRealStreamsThatWereMutated() {
    Random random = new Random(6587);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = SEEDS[random.nextInt(SEEDS.length)].repeat(2).getBytes(UTF_8);
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        byte other = bytes[random.nextInt(bytes.length)];
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean() ? other : (byte) random.nextInt(256);
      }
      accountsForEveryByte(Arrays.copyOfRange(bytes, random.nextInt(8), bytes.length));
    }
  }
}
