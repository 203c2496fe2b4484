package io.akashi.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.akashi.event.lines.Mapping;
import io.akashi.event.lines.MappingException;
import io.akashi.event.lines.Mappings;
import io.akashi.event.syslog.SyslogHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: no decoder throws or reads beyond them, what it gives is no larger than a
 * constant times the bytes, and can be written and read as JSON. Runs the seeds, and searches on
 * with JAZZER_FUZZ=1 and one method chosen.
 */
@Tag("fuzz")
class DecodersFuzzTest {
  private static final int MUTATIONS = 80;
  private static final long CONSTANT = 600;
  private static final String FAILED = "decoder failed";
  private static final long FACTOR = 1_000;

  private static final String REGEX =
      "name: re\nversion: 1\nregex: '^((a+)+|(?:\\S* )*)(.*)$'\ncolumns: [a, b, c]\n";

  private static final Decoders DECODERS =
      Decoders.with(
          Mappings.of(
              List.of(
                  Mappings.builtIn().find("ehr-access").orElseThrow(),
                  Mapping.parse("re.yaml", REGEX))));

  @FuzzTest(maxDuration = "60s")
  void syslog(byte[] bytes) {
    check(bytes, Arrivals.syslogProfile());
    readsNothingBeyond(bytes);
  }

  @FuzzTest(maxDuration = "60s")
  void lines(byte[] bytes) {
    check(bytes, Arrivals.linesProfile("ehr-access"));
  }

  @FuzzTest(maxDuration = "60s")
  void regularExpression(byte[] bytes) {
    check(bytes, Arrivals.linesProfile("re"));
  }

  @FuzzTest(maxDuration = "60s")
  void mapping(byte[] bytes) {
    try {
      assertThat(Mapping.parse("fuzz.yaml", new String(bytes, UTF_8)).name()).isNotEmpty();
    } catch (MappingException expected) {
      assertThat(expected.getMessage()).startsWith("fuzz.yaml:");
    }
  }

  @FuzzTest(maxDuration = "60s")
  void json(byte[] bytes) {
    try {
      AuditEvent event = EventJson.parse(new String(bytes, UTF_8));
      assertThat(EventJson.parse(EventJson.write(event))).isEqualTo(event);
    } catch (IllegalArgumentException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @Test
  void survivesGoldenMessagesThatWereMutated() {
    Random random = new Random(5424);
    List<GoldenFolder.Case> seeds = new ArrayList<>(GoldenFolder.cases("syslog"));
    seeds.addAll(GoldenFolder.cases("lines/ehr-access"));
    seeds.addAll(GoldenFolder.cases("lines/ehr-access-syslog"));
    for (GoldenFolder.Case seed : seeds) {
      for (int round = 0; round < MUTATIONS; round++) {
        byte[] bytes = mutate(seed.payload(), random);
        syslog(bytes);
        lines(bytes);
      }
    }
  }

  @Test
  void survivesMappingsThatWereMutated() {
    Random random = new Random(1);
    for (int round = 0; round < MUTATIONS; round++) {
      mapping(mutate(REGEX.getBytes(UTF_8), random));
      json(mutate("{\"index\":1,\"message\":\"x\",\"fields\":{}}".getBytes(UTF_8), random));
    }
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] bytes = Arrays.copyOf(seed, random.nextInt(seed.length + 1) + random.nextInt(3));
    for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) "\"\\[]<>:,\n\0 -".charAt(random.nextInt(12));
            default -> bytes[random.nextInt(bytes.length)];
          };
    }
    return bytes;
  }

  private static void check(byte[] bytes, SourceProfile profile) {
    byte[] before = bytes.clone();
    // A note quotes what it cannot read, and a fuzzer learns the words it is compared with.
    boolean saidByBytes = new String(bytes, UTF_8).contains(FAILED);
    long size = 0;
    for (Transport transport : List.of(Transport.FILE, Transport.SYSLOG_TLS)) {
      for (AuditEvent event : DECODERS.decode(Arrivals.over(transport, bytes), profile)) {
        String note = event.text(Column.DECODE_NOTE);
        assertThat(note == null || saidByBytes || !note.contains(FAILED)).as(note).isTrue();
        String json = EventJson.write(event);
        assertThat(EventJson.parse(json)).isEqualTo(event);
        size += json.length();
      }
    }
    assertThat(bytes).isEqualTo(before);
    assertThat(size).isLessThan(2 * (CONSTANT + FACTOR) + FACTOR * bytes.length);
  }

  private static void readsNothingBeyond(byte[] bytes) {
    byte[] padded = Arrays.copyOf(bytes, bytes.length + 64);
    Arrays.fill(padded, bytes.length, padded.length, (byte) '1');
    SyslogHeader exact = SyslogHeader.parse(bytes, 0, bytes.length);
    SyslogHeader within = SyslogHeader.parse(padded, 0, bytes.length);
    assertThat(within.messageStart())
        .isEqualTo(exact.messageStart())
        .isLessThanOrEqualTo(bytes.length);
    assertThat(within.priority()).isEqualTo(exact.priority());
    assertThat(within.host()).isEqualTo(exact.host());
    assertThat(within.program()).isEqualTo(exact.program());
  }
}
