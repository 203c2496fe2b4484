package io.akashi.event.windows.evtx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Transport;
import io.akashi.event.internal.time.Rfc3339;
import io.akashi.event.windows.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The regression data of SigmaHQ: event logs of real machines, and beside each what another reader
 * saw in one of its records. Every value must be the same here.
 */
class SigmaSamplesTest {
  private static final String TIME = "System.TimeCreated.#attributes.SystemTime";

  static List<Path> logs() throws IOException {
    String samples = System.getenv("AKASHI_SAMPLES");
    assumeTrue(samples != null, "AKASHI_SAMPLES is not set: no real event logs to read");
    try (Stream<Path> files = Files.walk(Path.of(samples, "sigma"))) {
      List<Path> logs = files.filter(f -> f.toString().endsWith(".evtx")).sorted().toList();
      assertThat(logs).isNotEmpty();
      return logs;
    }
  }

  static List<AuditEvent> decode(Path log) throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    return new EvtxDecoder().decode(Arrivals.over(Transport.FILE, bytes), Arrivals.syslogProfile());
  }

  /** Where the JSON was changed by hand: evtxexport reads what we read. */
  private static final List<String> KNOWN =
      List.of(
          "ad691d92-15f2-4181-9aa4-723c74f9ddc3.evtx EventData.ParentCommandLine:"
              + " C:\\Windows\\Explorer.EXE, not C:\\Windows\\Explorer.exe");

  private final List<String> differences = new ArrayList<>();

  @Test
  void holdsTheSameValuesAsAnotherReader() throws IOException {
    int compared = 0;
    for (Path log : logs()) {
      String json = log.toString().replace(".evtx", ".json");
      List<AuditEvent> events = decode(log);
      for (Map<String, String> expected : FlatJson.sequence(Files.readString(Path.of(json)))) {
        String record = expected.get("Event.System.EventRecordID");
        AuditEvent event =
            events.stream()
                .filter(e -> String.valueOf(e.get(Column.SEQUENCE)).equals(record))
                .findFirst()
                .orElseThrow();
        compared += compare(log, expected, event);
      }
    }
    assertThat(differences).containsExactlyElementsOf(KNOWN);
    assertThat(compared).isGreaterThan(2_000);
  }

  @Test
  void readsEveryRecordInFull() throws IOException {
    for (Path log : logs()) {
      assertThat(decode(log))
          .allSatisfy(e -> assertThat(e.text(Column.DECODE_STATUS)).isEqualTo("full"));
    }
  }

  private int compare(Path log, Map<String, String> expected, AuditEvent event) {
    Map<String, String> fields = FlatJson.of(event.text(Column.FIELDS));
    int compared = 0;
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      String path = entry.getKey().substring("Event.".length());
      String value = entry.getValue();
      if (path.equals(TIME)) {
        assertThat(event.get(Column.OCCURRED_AT)).isEqualTo(Rfc3339.parse(value));
      } else if (!value.isEmpty() && !path.equals("System.EventRecordID") && !isName(path)) {
        String own = fields.get(ownName(path, fields));
        if (own == null || !plain(own).equals(plain(value))) {
          differences.add("%s %s: %s, not %s".formatted(log.getFileName(), path, own, value));
        }
        compared++;
      }
    }
    return compared;
  }

  private static boolean isName(String path) {
    return path.endsWith("xmlns");
  }

  private static String ownName(String path, Map<String, String> fields) {
    String name = path.replace(".#attributes.", "_");
    if (name.startsWith("System.")) {
      return name.substring("System.".length());
    }
    String data = name.substring(name.lastIndexOf('.') + 1);
    return fields.containsKey("EventData." + data) ? "EventData." + data : data;
  }

  /** The other reader writes identifiers without braces, and no blanks at the end. */
  private static String plain(String value) {
    String text = value.strip();
    boolean identifier = text.matches("\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?");
    return identifier ? text.replaceAll("[{}]", "").toUpperCase(Locale.ROOT) : text;
  }
}
