package io.akashi.event.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Decoder;
import io.akashi.event.EventJson;
import io.akashi.event.GoldenFolder;
import io.akashi.event.Transport;
import io.akashi.event.windows.evtx.EvtxDecoder;
import io.akashi.event.windows.evtx.EvtxSeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: no decoder throws, changes them, or gives more than a constant times as much.
 */
@Tag("fuzz")
class WindowsFuzzTest {
  private static final long FACTOR = 1_000;
  private static final int MUTATIONS = 12;
  private static final int CHUNK_MUTATIONS = 60;
  private static final String SIGNS = "\"\\[]{}<>:,/&;='\n\0 -.#";

  @FuzzTest(maxDuration = "60s")
  void evtx(byte[] bytes) {
    check(new EvtxDecoder(), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void xml(byte[] bytes) {
    check(WindowsEventDecoder.xml(), bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void json(byte[] bytes) {
    check(WindowsEventDecoder.json(), bytes);
  }

  @Test
  void survivesGoldenMessagesThatWereMutated() {
    Random random = new Random(4624);
    List<GoldenFolder.Case> seeds = new ArrayList<>(GoldenFolder.cases("windows/xml"));
    seeds.addAll(GoldenFolder.cases("windows/json"));
    seeds.addAll(GoldenFolder.cases("windows/syslog"));
    for (GoldenFolder.Case seed : seeds) {
      for (int round = 0; round < MUTATIONS; round++) {
        xml(mutate(seed.payload(), random));
        json(mutate(seed.payload(), random));
      }
    }
  }

  @Test
  void survivesChunksThatWereMutated() {
    Random random = new Random(0x2a2a);
    for (byte[] seed : EvtxSeeds.chunks()) {
      for (int round = 0; round < CHUNK_MUTATIONS; round++) {
        evtx(EvtxSeeds.mutate(seed, random, round % 2 == 0));
      }
    }
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] bytes =
        random.nextInt(3) == 0
            ? Arrays.copyOf(seed, random.nextInt(seed.length + 1))
            : seed.clone();
    for (int n = random.nextInt(5); n >= 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
            default -> bytes[random.nextInt(bytes.length)];
          };
    }
    return bytes;
  }

  private static void check(Decoder decoder, byte[] bytes) {
    byte[] before = bytes.clone();
    long size = 0;
    for (Transport transport : List.of(Transport.FILE, Transport.SYSLOG_TLS)) {
      for (AuditEvent event :
          decoder.decode(Arrivals.over(transport, bytes), Arrivals.syslogProfile())) {
        String json = EventJson.write(event);
        assertThat(EventJson.parse(json)).isEqualTo(event);
        size += json.length();
      }
    }
    assertThat(bytes).isEqualTo(before);
    assertThat(size).isLessThan(2 * FACTOR + FACTOR * bytes.length);
  }
}
