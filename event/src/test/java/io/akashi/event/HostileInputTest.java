package io.akashi.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.akashi.event.lines.Mapping;
import io.akashi.event.lines.Mappings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mebibyte of spite takes linear time: quadratic would take minutes. */
class HostileInputTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final Duration LINEAR = Duration.ofSeconds(30);

  private static List<AuditEvent> decode(Decoders decoders, String mapping, byte[] payload) {
    SourceProfile profile =
        mapping == null ? Arrivals.syslogProfile() : Arrivals.linesProfile(mapping);
    return assertTimeoutPreemptively(
        LINEAR, () -> decoders.decode(Arrivals.over(Transport.SYSLOG_TCP, payload), profile));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\"\n",
        "\"\",",
        ",",
        "\n",
        "a\"\n",
        "\0",
        "<",
        "<1>",
        "[",
        "<13>1 - - - - - [",
        "\\",
        "\uFEFF",
        " ",
        "山",
        "1",
        "a[",
        "\"a\"\",\n"
      })
  void staysLinearForARepeatedPattern(String pattern) {
    byte[] payload = pattern.repeat(MEBIBYTE / pattern.getBytes(UTF_8).length).getBytes(UTF_8);
    for (String mapping : new String[] {null, "ehr-access"}) {
      for (AuditEvent event : decode(Decoders.builtIn(), mapping, payload)) {
        assertThat(EventJson.write(event).length()).isLessThan(8 * MEBIBYTE);
      }
    }
  }

  @Test
  void putsAHundredThousandColumnsIntoOneField() {
    byte[] payload = "x,".repeat(100_000).getBytes(UTF_8);
    AuditEvent event = decode(Decoders.builtIn(), "ehr-access", payload).getFirst();
    assertThat(event.text(Column.DECODE_NOTE)).contains("100001 columns, expected 10");
    assertThat(event.text(Column.FIELDS)).contains("\"rest\":\"x,x,");
    assertThat(event.text(Column.FIELDS).length()).isLessThan(payload.length + 200);
  }

  @Test
  void matchesExplosiveExpressionsInLinearTime() {
    String yaml = "name: re\nversion: 1\nregex: '(a+)+(a|aa)+(.*a){10}b'\n";
    var mappings = Mappings.of(List.of(Mapping.parse("re.yaml", yaml)));
    byte[] payload = "a".repeat(20_000).getBytes(UTF_8);
    AuditEvent event = decode(Decoders.with(mappings), "re", payload).getFirst();
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("unreadable");
  }

  @Test
  void takesInvalidEncodingsAsFarAsTheyGo() {
    byte[] payload = new byte[MEBIBYTE];
    for (int fill : new int[] {0x80, 0xc3, 0xed, 0xf5, 0xfe, 0xff}) {
      Arrays.fill(payload, (byte) fill);
      for (String mapping : new String[] {null, "ehr-access"}) {
        AuditEvent event = decode(Decoders.builtIn(), mapping, payload).getFirst();
        assertThat(event.text(Column.MESSAGE)).hasSizeLessThanOrEqualTo(MEBIBYTE);
      }
    }
  }
}
