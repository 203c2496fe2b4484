package io.akashi.event.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EntryUnit;
import io.akashi.event.EventJson;
import io.akashi.event.Transport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirAuditDecoderTest {
  private static final String HEAD =
      "{\"resourceType\":\"AuditEvent\",\"recorded\":\"2026-11-22T10:00:00Z\","
          + "\"type\":{\"code\":\"rest\"}";

  private static List<AuditEvent> decode(String message) {
    return new FhirAuditDecoder()
        .decode(Arrivals.over(Transport.FILE, message.getBytes(UTF_8)), Arrivals.profile("fhir"));
  }

  @Test
  void cutsFilesIntoValues() {
    assertThat(new FhirAuditDecoder().unit(Arrivals.profile("fhir")))
        .isEqualTo(EntryUnit.JSON_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "rest, read, R, read",
    "rest, vread, R, read",
    "rest, search-type, E, search",
    "rest, create, C, create",
    "rest, patch, U, update",
    "rest, delete, D, delete",
    "rest, operation, E, execute",
    "rest, unknown, U, update",
    "rest, unknown, E, unclassified",
    "object, disclose, R, export",
    "object, receive, C, import",
    "object, destroy, D, delete",
    "110106, read, R, export",
    "110107, create, C, import",
    "110114, 110123, E, logout",
    "110113, 110138, E, emergency_stop",
  })
  void givesEachCodeItsKind(String type, String subtype, String action, String expected) {
    String start =
        "{\"resourceType\":\"AuditEvent\",\"recorded\":\"2026-11-22T10:00:00Z\",\"action\":\""
            + action;
    String first = "{\"code\":\"" + type + "\"}";
    String second = "{\"code\":\"" + subtype + "\"}";
    String r4 = start + "\",\"type\":" + first + ",\"subtype\":[" + second + "]}";
    assertThat(decode(r4).getFirst().text(Column.KIND)).isEqualTo(expected);
    String category = "\",\"category\":[{\"coding\":[" + first + "]}]";
    String r5 = start + category + ",\"code\":{\"coding\":[" + second + "]}}";
    assertThat(decode(r5).getFirst().text(Column.KIND)).isEqualTo(expected);
  }

  @Test
  void boundsTheEventsOfABundle() {
    String audit = "{\"resource\":" + HEAD + "}},";
    List<AuditEvent> events =
        decode("{\"resourceType\":\"Bundle\",\"entry\":[" + audit.repeat(4_200) + "{}]}");
    assertThat(events).hasSize(4_096);
    assertThat(events.getLast().text(Column.DECODE_NOTE)).contains("first 4096 of 4200");
  }

  @Test
  void boundsThePatientsOfOneEventAndWhatTheyRepeat() {
    StringBuilder json = new StringBuilder(HEAD).append(",\"entity\":[");
    for (int i = 0; i < 5_000; i++) {
      json.append("{\"what\":{\"reference\":\"Patient/").append(i).append("\"}},");
    }
    json.append("{}]");
    for (int i = 0; i < 500; i++) {
      json.append(",\"vendor").append(i).append("\":\"x\"");
    }
    List<AuditEvent> events = decode(json.append('}').toString());
    assertThat(events).hasSize(4_096);
    assertThat(events.getFirst().text(Column.FIELDS)).contains("\"vendor499\":\"x\"");
    assertThat(events.getLast().text(Column.PATIENT_ID)).isEqualTo("4095");
    long size = events.stream().mapToLong(e -> EventJson.write(e).length()).sum();
    assertThat(size).isLessThan(16L * json.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":",
        "[",
        "{\"a\":[",
        "{\"extension\":{\"url\":\"x\",\"extension\":",
        "\"",
        "{",
        "1,",
        "\\",
        "<a>",
        "<a b='",
        "{}",
        "{\"a\":1}",
        "\0"
      })
  void staysLinearForARepeatedPattern(String pattern) {
    String repeated = pattern.repeat((1 << 18) / pattern.length());
    for (String json : List.of(repeated, HEAD + ",\"x\":" + repeated)) {
      List<AuditEvent> events =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> decode(json));
      long size = events.stream().mapToLong(e -> EventJson.write(e).length()).sum();
      assertThat(size).isLessThan(3 << 18);
    }
  }
}
