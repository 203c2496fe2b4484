package io.akashi.cli.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Decoders;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessLinesTest {
  private static final Instant END = Instant.parse("2026-11-22T01:00:00Z");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @Test
  void areReadInFullByTheMapping() {
    for (String line : AccessLines.until(END, TOKYO, 1_000)) {
      List<AuditEvent> events = decode(line);
      assertThat(events).as(line).hasSize(1);
      assertThat(events.getFirst().text(Column.DECODE_STATUS)).as(line).isEqualTo("full");
    }
  }

  @Test
  void tellTheStoryOfTheVisitor() {
    assertThat(AccessLines.until(END, TOKYO, 1_000))
        .filteredOn(line -> line.contains(AccessLines.PATIENT) && line.contains("黒田一郎"))
        .hasSize(3);
  }

  @Test
  void endAtTheGivenMoment() {
    List<String> lines = AccessLines.until(END, TOKYO, 100);
    assertThat(lines.getLast()).startsWith("2026/11/22 09:5");
    assertThat(lines.getFirst()).startsWith("2026/11/22 00:00");
  }

  private static List<AuditEvent> decode(String line) {
    SourceId id = new SourceId("ehr-main");
    byte[] payload = ("<134>1 - ehr01 ehr - - - " + line).getBytes(StandardCharsets.UTF_8);
    Arrival arrival =
        new Arrival(0, id, Transport.SYSLOG_TLS, Arrival.NONE, Arrival.NONE, Map.of(), payload);
    return Decoders.builtIn()
        .decode(arrival, new SourceProfile(id, "lines", "ehr-access", null, TOKYO, null, null));
  }
}
