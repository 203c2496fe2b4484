package io.akashi.event.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Decoders;
import io.akashi.event.GoldenFolder;
import io.akashi.event.Kind;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every shipped mapping reads its samples. A case that begins with {@code <} comes over syslog, any
 * other from a file; its name says when it is not read in full or means nothing.
 */
class ShippedMappingsTest {
  private static final int LEAST_CASES = 5;
  private static final Decoders DECODERS = Decoders.builtIn();

  static Stream<String> mappings() {
    return Mappings.builtIn().names().stream();
  }

  static Stream<Arguments> cases() {
    return mappings()
        .filter(mapping -> !mapping.equals("ehr-access"))
        .flatMap(m -> GoldenFolder.cases("lines/" + m).stream().map(c -> Arguments.of(m, c)));
  }

  static List<AuditEvent> decode(String mapping, byte[] payload) {
    Transport transport =
        payload.length > 0 && payload[0] == '<' ? Transport.SYSLOG_TLS : Transport.FILE;
    var profile =
        new SourceProfile(
            Arrivals.SOURCE, "lines", mapping, null, SourceProfile.DEFAULT_ZONE, null, null);
    return DECODERS.decode(Arrivals.over(transport, payload), profile);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsItsSamples(String mapping, GoldenFolder.Case golden) {
    List<AuditEvent> events = decode(mapping, golden.payload());
    assertThat(GoldenFolder.actual(events)).isEqualTo(golden.expected());
    for (AuditEvent event : events) {
      String status = event.text(Column.DECODE_STATUS);
      String name = golden.name();
      boolean flawed = name.startsWith("partial-") || name.startsWith("unreadable-");
      assertThat(status).isEqualTo(flawed ? name.substring(0, name.indexOf('-')) : "full");
      String kind = event.text(Column.KIND);
      assertThat(Kind.of(kind)).isPresent();
      if (!flawed) {
        assertThat(kind.equals("unclassified")).isEqualTo(name.startsWith("unclassified-"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void hasSamplesAndATitle(String mapping) {
    assertThat(GoldenFolder.cases("lines/" + mapping)).hasSizeGreaterThanOrEqualTo(LEAST_CASES);
    assertThat(Mappings.builtIn().find(mapping).orElseThrow().name()).isEqualTo(mapping);
    assertThat(Mappings.builtIn().find(mapping).orElseThrow().book()).isPresent();
  }

  @Test
  void readsEverySampleOverTheOtherTransportWithoutFailing() {
    for (Object[] each : cases().map(Arguments::get).toList()) {
      byte[] payload = ((GoldenFolder.Case) each[1]).payload();
      for (String other : List.of("linux-auth", "fortigate", "cef", "journald", "paloalto")) {
        assertThat(decode(other, payload))
            .noneMatch(event -> String.valueOf(event.text(Column.DECODE_NOTE)).contains("failed:"));
      }
    }
  }
}
