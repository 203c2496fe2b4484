package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.EventJson;
import io.akashi.event.GoldenFolder;
import io.akashi.event.Transport;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: no shape throws, and what it gives is no larger than a constant times them.
 */
@Tag("fuzz")
class ShapesFuzzTest {
  private static final int FACTOR = 200;
  private static final int CONSTANT = 4_000;
  private static final int MUTATIONS = 3;
  private static final Map<String, LinesDecoder> READ = new ConcurrentHashMap<>();

  private static void check(String yaml, byte[] bytes) {
    long size = 0;
    LinesDecoder decoder = READ.computeIfAbsent(yaml, Lines::decoder);
    for (AuditEvent event :
        decoder.decode(Arrivals.over(Transport.FILE, bytes), Arrivals.linesProfile("own"))) {
      String json = EventJson.write(event);
      assertThat(EventJson.parse(json)).isEqualTo(event);
      size += json.length();
    }
    assertThat(size).isLessThan(CONSTANT + (long) FACTOR * bytes.length);
  }

  @FuzzTest(maxDuration = "60s")
  void fixed(byte[] bytes) {
    check("fixed: {widths: [3, 5, 2], by: display}\ncolumns: [a, b, c]\n", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void pairs(byte[] bytes) {
    check(
        "pairs: {separator: ' ,', quote: '\"', hex: [a]}\nmap: {user_id: a, message: b}\n", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void json(byte[] bytes) {
    check("shape: json\nmap: {user_id: a.b, message: 'c[0]'}\n", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void cef(byte[] bytes) {
    check("shape: cef\nmap: {user_id: suser, message: msg}\n", bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void leef(byte[] bytes) {
    check("shape: leef\nmap: {user_id: usrName, message: msg}\n", bytes);
  }

  /** What looks like other forms of Unicode to those who look for them. */
  @Test
  void survivesJsonThatBeginsWithNul() {
    for (String hex : List.of("009c000004", "001c000067", "0000feff7b7d", "fffe00007b7d")) {
      json(HexFormat.of().parseHex(hex));
    }
  }

  @Test
  void survivesSamplesThatWereMutated() {
    Random random = new Random(4);
    for (String mapping : List.of("fortigate", "cef", "leef", "journald", "auditd", "paloalto")) {
      for (GoldenFolder.Case seed : GoldenFolder.cases("lines/" + mapping)) {
        for (int round = 0; round < MUTATIONS; round++) {
          byte[] bytes = Arrays.copyOf(seed.payload(), random.nextInt(seed.payload().length + 1));
          for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] =
                "\"\\[]{}=|:,\n\0 ^".getBytes(UTF_8)[random.nextInt(14)];
          }
          fixed(bytes);
          pairs(bytes);
          json(bytes);
          cef(bytes);
          leef(bytes);
          for (AuditEvent event : ShippedMappingsTest.decode(mapping, bytes)) {
            assertThat(event.toString()).doesNotContain("decoder failed");
          }
        }
      }
    }
  }
}
