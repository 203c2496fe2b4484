package io.akashi.event.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SampleFiles;
import io.akashi.event.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that IHE publishes with BALP. */
class FhirSamplesTest {
  @Test
  void readsEveryExampleOfBalpInFull() throws IOException {
    for (Path file : SampleFiles.in("fhir-auditevent")) {
      String name = file.getFileName().toString();
      List<AuditEvent> events =
          new FhirAuditDecoder()
              .decode(
                  Arrivals.over(Transport.FILE, Files.readAllBytes(file)),
                  Arrivals.profile("fhir"));
      assertThat(events).as(name).hasSize(1);
      AuditEvent event = events.getFirst();
      assertThat(event.text(Column.DECODE_STATUS)).as(name).isEqualTo("full");
      assertThat(event.text(Column.KIND)).as(name).isEqualTo(kind(name));
      assertThat(event.text(Column.OUTCOME))
          .as(name)
          .isEqualTo(name.contains("deny") ? "serious" : "success");
      boolean patient = !name.contains("NoPatient") && !name.contains("SAML");
      assertThat(event.text(Column.PATIENT_ID)).as(name).isEqualTo(patient ? "ex-patient" : null);
      String user = event.text(Column.USER_ID);
      user = user == null ? event.text(Column.USER_NAME) : user;
      boolean nobody = name.contains("NoUser") || name.contains("OServerMin");
      assertThat(user == null).as(name).isEqualTo(nobody);
      assertThat(event.text(Column.FIELDS)).as(name).contains("\"balp\":\"true\"");
    }
  }

  private static String kind(String name) {
    if (name.contains("AuthZ")) {
      return "execute";
    }
    if (name.contains("Disclosure")) {
      return name.contains("source") ? "export" : "import";
    }
    return name.contains("Create")
        ? "create"
        : name.contains("Delete")
            ? "delete"
            : name.contains("Patch") || name.contains("Update")
                ? "update"
                : name.contains("Query") ? "search" : "read";
  }
}
