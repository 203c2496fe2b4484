package io.akashi.server.internal.fhir;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes what this server can do (http://hl7.org/fhir/R4/capabilitystatement.html). */
final class CapabilityJson {
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "date", "date",
          "patient", "reference",
          "agent", "reference",
          "address", "string",
          "source", "reference",
          "site", "token",
          "outcome", "token",
          "subtype", "token",
          "entity-name", "string");

  private CapabilityJson() {}

  /**
   * Writes the statement.
   *
   * @param date when the server started
   */
  static void write(Instant date, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("resourceType", "CapabilityStatement");
    json.writeStringProperty("status", "active");
    json.writeStringProperty("date", date.toString());
    json.writeStringProperty("kind", "instance");
    json.writeObjectPropertyStart("software");
    json.writeStringProperty("name", "Akashi");
    json.writeEndObject();
    json.writeObjectPropertyStart("implementation");
    json.writeStringProperty("description", "Akashi 証: AuditEvents are kept as they came");
    json.writeEndObject();
    json.writeStringProperty("fhirVersion", Fhir.VERSION);
    list(json, "format", List.of("json"));
    json.writeArrayPropertyStart("rest");
    json.writeStartObject();
    json.writeStringProperty("mode", "server");
    json.writeArrayPropertyStart("resource");
    resource(json);
    json.writeEndArray();
    interactions(json, List.of("batch", "transaction"));
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void resource(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "AuditEvent");
    interactions(json, List.of("create", "read", "search-type"));
    json.writeArrayPropertyStart("searchParam");
    PARAMETERS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> {
          json.writeStartObject();
          json.writeStringProperty("name", each.getKey());
          json.writeStringProperty("type", each.getValue());
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void interactions(JsonGenerator json, List<String> codes) {
    json.writeArrayPropertyStart("interaction");
    codes.forEach(code -> {
      json.writeStartObject();
      json.writeStringProperty("code", code);
      json.writeEndObject();
    });
    json.writeEndArray();
  }

  private static void list(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
