package io.akashi.hospital.internal.format;

import static io.akashi.hospital.internal.format.Escapes.json;

import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.doing.Doing.RegionalAct;

/** AuditEvents (FHIR R4, shaped by IHE BALP) of the interface for other hospitals. */
final class FhirEvents {
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";

  private FhirEvents() {}

  static String message(Doing.Regional doing, long number) {
    return ("{\"resourceType\":\"AuditEvent\",\"id\":\"a%d\","
            + "\"type\":{\"system\":\"http://terminology.hl7.org/CodeSystem/audit-event-type\",\"code\":\"rest\"},"
            + "\"subtype\":[{\"system\":\"http://hl7.org/fhir/restful-interaction\",\"code\":\"%s\"}],"
            + "\"action\":\"%s\",\"recorded\":\"%s\",\"outcome\":\"0\",\"agent\":[%s,%s],"
            + "\"source\":{\"site\":\"明石中央病院\",\"observer\":{\"display\":\"FHIR01\"}},\"entity\":[%s,%s]}")
        .formatted(
            number,
            doing.act() == RegionalAct.SEARCH ? "search-type" : "read",
            doing.act() == RegionalAct.SEARCH ? "E" : "R",
            Stamps.withOffset(doing.at()),
            machine(doing.address()),
            person(doing),
            patient(doing),
            what(doing));
  }

  private static String machine(String address) {
    return "{\"type\":{\"coding\":[{\"system\":\"%s\",\"code\":\"110152\"}]},\"who\":{\"display\":\"地域連携ビューア\"},\"requestor\":false,\"network\":{\"address\":\"%s\",\"type\":\"2\"}}"
        .formatted(DCM, address);
  }

  private static String person(Doing.Regional doing) {
    return "{\"type\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ParticipationType\",\"code\":\"IRCP\"}]},\"who\":{\"identifier\":{\"value\":%s}},\"name\":%s,\"role\":[{\"text\":%s}],\"requestor\":true,\"network\":{\"address\":\"%s\",\"type\":\"2\"}}"
        .formatted(
            json(doing.actor().id()),
            json(doing.actor().name()),
            json(doing.actor().role()),
            doing.address());
  }

  private static String patient(Doing.Regional doing) {
    return "{\"what\":{\"reference\":\"Patient/%s\"},\"type\":{\"system\":\"http://terminology.hl7.org/CodeSystem/audit-entity-type\",\"code\":\"1\"},\"role\":{\"system\":\"http://terminology.hl7.org/CodeSystem/object-role\",\"code\":\"1\"}}"
        .formatted(doing.patient().id());
  }

  private static String what(Doing.Regional doing) {
    return "{\"what\":{\"reference\":\"%s\"},\"type\":{\"system\":\"%s\",\"code\":\"2\"},\"role\":{\"system\":\"%s\",\"code\":\"4\"}}"
        .formatted(doing.what(), DCM, DCM);
  }
}
