package io.akashi.event.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SampleFiles;
import io.akashi.event.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Messages that real actors of an IHE Connectathon wrote. */
class DicomSamplesTest {
  /** File, kind, user, patients. */
  private static final Map<String, List<Object>> EXPECTED =
      Map.of(
          "pdq.xml",
          List.of("search", "MESA_DEPARTMENT|MESA_PD_CONSUMER", "24,78246,27,78106"),
          "pdqmread.xml",
          List.of("search", "/app-gateway/fhir/Patient/IHERED-2340", "IHERED-2340"),
          "pdqv3.xml",
          List.of(
              "search",
              "null",
              "IHERED-2340,IHEGREEN-2340,IHEBLUE-2340,IHEBLUE-2342,IHEFACILITY-2340,IHEFACILITY-2342"),
          "pixfeed.xml",
          List.of("create", "PKL|SAP-ISH", "7627199"),
          "pixfeedmerge.xml",
          List.of("delete", "NIST|NIST_SENDER", "MW-10001"),
          "pixv3feed.xml",
          List.of("create", "null", "JW-824-v3"),
          "pixv3query.xml",
          List.of("search", "null", "JW-824-v3"),
          "stop.xml",
          List.of("stop", "WDF-LAP-1237$", "null"),
          "xcpd.xml",
          List.of("search", "null", "IHERED-1040"));

  @Test
  void readsEveryRealMessageInFull() throws IOException {
    List<String> seen = new ArrayList<>();
    for (Path file : SampleFiles.in("atna")) {
      String name = file.getFileName().toString();
      List<AuditEvent> events =
          new DicomAuditDecoder()
              .decode(
                  Arrivals.over(Transport.FILE, Files.readAllBytes(file)),
                  Arrivals.profile("dicom"));
      List<String> patients = new ArrayList<>();
      for (AuditEvent event : events) {
        assertThat(event.text(Column.DECODE_STATUS)).as(name).isEqualTo("full");
        assertThat(event.text(Column.OUTCOME)).as(name).isEqualTo("success");
        assertThat(event.text(Column.TIME_QUALITY)).as(name).isEqualTo("stated:+00:00");
        patients.add(event.text(Column.PATIENT_ID));
      }
      AuditEvent first = events.getFirst();
      assertThat(
              List.<Object>of(
                  Objects.toString(first.text(Column.KIND)),
                  Objects.toString(first.text(Column.USER_ID)),
                  String.join(",", patients)))
          .as(name)
          .isEqualTo(EXPECTED.get(name));
      seen.add(name);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }
}
