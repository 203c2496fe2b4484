package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The FHIR interface as another implementation sees it: HAPI, set to strict. */
class FhirTest {
  private static final String JSON = "application/fhir+json";
  private static final String EVENT =
      """
      {"resourceType":"AuditEvent","type":{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"110110"},
       "subtype":[{"system":"http://hl7.org/fhir/restful-interaction","code":"read"}],"action":"R","recorded":"2026-11-20T09:15:03.123+09:00","outcome":"0",
       "agent":[{"who":{"identifier":{"value":"n0350112"},"display":"山田花子"},"requestor":true,"network":{"address":"10.1.2.3","type":"2"}}],
       "source":{"observer":{"display":"電子カルテ"}},
       "entity":[{"what":{"reference":"Patient/00123456"},"type":{"system":"http://terminology.hl7.org/CodeSystem/audit-entity-type","code":"1"},
         "role":{"system":"http://terminology.hl7.org/CodeSystem/object-role","code":"1"}}]}
      """;
  private static final IParser PARSER =
      FhirContext.forR4().newJsonParser().setParserErrorHandler(new StrictErrorHandler());

  @TempDir Path folder;

  @Test
  void servesWhatItTookAndEverythingElseAsAuditEvents() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of())) {
      HttpResponse<byte[]> created = post(house, "/fhir/AuditEvent", EVENT);
      assertThat(created.statusCode()).isEqualTo(201);
      assertThat(read(OperationOutcome.class, created).getIssueFirstRep().getDiagnostics())
          .startsWith("保存しました。");
      String place = created.headers().firstValue("Location").orElseThrow();

      house.until(
          AUDITOR, "/fhir/AuditEvent?patient=Patient/00123456", all -> all.contains("entry"));
      AuditEvent one = read(AuditEvent.class, house.get(AUDITOR, place));
      assertThat(one.getAgentFirstRep().getWho().getIdentifier().getValue()).isEqualTo("n0350112");
      assertThat(one.getRecordedElement().getValueAsString()).startsWith("2026-11-20T00:15:03.123");
      assertThat(one.getSubtype()).anyMatch(each -> each.getCode().equals("read"));

      house.post(
          SENDER,
          "/intake/v1/ehr",
          "\u0001a line of any kind\u202e".getBytes(StandardCharsets.UTF_8),
          "Content-Type",
          "text/plain");
      house.until(AUDITOR, "/fhir/AuditEvent?source=ehr", all -> all.split("fullUrl").length == 3);
      Bundle all = read(Bundle.class, house.get(AUDITOR, "/fhir/AuditEvent?source=ehr&_count=1"));
      assertThat(all.getEntry()).hasSize(1);
      String next = all.getLink("next").getUrl();
      Bundle rest = read(Bundle.class, house.get(AUDITOR, next.substring(next.indexOf("/fhir"))));
      assertThat(rest.getEntryFirstRep().getFullUrl())
          .isNotEqualTo(all.getEntryFirstRep().getFullUrl());
      assertThat(read(CapabilityStatement.class, house.get("", "/fhir/metadata")).getFhirVersion())
          .isNotNull();
    }
  }

  @Test
  void keepsABundleAsOneEntryAndSaysWhatItCouldNotRead() throws Exception {
    String bundle =
        """
        {"resourceType":"Bundle","type":"batch","entry":[{"resource":%s},{"resource":{"resourceType":"AuditEvent"}}]}
        """
            .formatted(EVENT);
    try (HouseFixture house = HouseFixture.open(folder, Map.of())) {
      Bundle answer = read(Bundle.class, post(house, "/fhir", bundle));

      assertThat(answer.getEntry()).hasSize(2);
      assertThat(answer.getEntry().get(1).getResponse().getLocation()).endsWith("-0-1");
      OperationOutcome said =
          (OperationOutcome) answer.getEntry().get(1).getResponse().getOutcome();
      assertThat(said.getIssueFirstRep().getSeverity())
          .isEqualTo(OperationOutcome.IssueSeverity.WARNING);
      assertThat(house.text(AUDITOR, "/api/v1/entries/clinical/0")).contains("AuditEvent");
    }
  }

  /** What is said of a resource that was kept and is no AuditEvent. */
  private static String doubt(HouseFixture house, String resource) throws Exception {
    HttpResponse<byte[]> taken = post(house, "/fhir/AuditEvent", resource);
    return read(OperationOutcome.class, taken).getIssueFirstRep().getDiagnostics();
  }

  @Test
  void refusesAsOperationOutcomes() throws Exception {
    try (HouseFixture house =
        HouseFixture.open(folder, Map.of("akashi.sources.ehr.format", "fhir"))) {
      HttpResponse<byte[]> unknown = house.get(AUDITOR, "/fhir/AuditEvent?patiend=1");
      assertThat(unknown.statusCode()).isEqualTo(400);
      assertThat(read(OperationOutcome.class, unknown).getIssueFirstRep().getDiagnostics())
          .contains("patiend");
      assertThat(house.get(AUDITOR, "/fhir/AuditEvent/clinical-9-0").statusCode()).isEqualTo(404);
      assertThat(house.get(AUDITOR, "/fhir/AuditEvent?date=gw2026").statusCode()).isEqualTo(400);
      HttpResponse<byte[]> stranger = house.get("", "/fhir/AuditEvent");
      assertThat(stranger.statusCode()).isEqualTo(401);
      assertThat(read(OperationOutcome.class, stranger).getIssueFirstRep().getCode())
          .isEqualTo(OperationOutcome.IssueType.LOGIN);
      assertThat(doubt(house, "{broken"))
          .matches(
              "保存しましたが、[^/]*: JSONが途中で切れているか壊れています、AuditEventがありません"
                  + " / kept as it came[^ぁ-ん]*: cut off or not JSON \\(byte \\d+\\); no AuditEvent");
      assertThat(doubt(house, "{\"resourceType\":\"Patient\",\"id\":\"1\"}"))
          .matches("保存しましたが、[^/]*: AuditEventがありません / kept as it came[^ぁ-ん]*: no AuditEvent");
    }
  }

  private static HttpResponse<byte[]> post(HouseFixture house, String path, String body)
      throws Exception {
    return house.post(SENDER, path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", JSON);
  }

  private static <T extends org.hl7.fhir.r4.model.Resource> T read(
      Class<T> type, HttpResponse<byte[]> response) {
    return PARSER.parseResource(type, HouseFixture.text(response));
  }
}
