package io.akashi.server.internal.fhir;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes an event as an AuditEvent of FHIR R4 (http://hl7.org/fhir/R4/auditevent.html). What the
 * event does not say is left out; where FHIR requires it, the element stands without a value.
 */
final class AuditEventJson {
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String OBJECT_ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String OBJECT_TYPES =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t\n\r]]|[\\p{Cs}]");

  private final AuditEvent event;
  private final JsonGenerator json;

  private AuditEventJson(AuditEvent event, JsonGenerator json) {
    this.event = event;
    this.json = json;
  }

  /** Writes one resource as an object. */
  static void write(AuditEvent event, JsonGenerator json) {
    new AuditEventJson(event, json).write();
  }

  private void write() {
    EventId id = EventId.of(event);
    json.writeStartObject();
    json.writeStringProperty("resourceType", "AuditEvent");
    json.writeStringProperty("id", id.toString());
    json.writeObjectPropertyStart("meta");
    put("lastUpdated", instant(Column.RECEIVED_AT));
    json.writeStringProperty("source", "urn:akashi:%s:%d".formatted(id.book().id(), id.index()));
    json.writeEndObject();
    codes();
    put("action", event.text(Column.ACTION));
    put("recorded", instant(Column.OCCURRED_AT));
    outcome();
    text("purposeOfEvent", event.text(Column.PURPOSE));
    agents();
    source();
    entities();
    json.writeEndObject();
  }

  private void codes() {
    Kind kind = Kind.of(String.valueOf(event.text(Column.KIND))).orElse(Kind.UNCLASSIFIED);
    DicomCode code = DicomCode.of(kind);
    json.writeName("type");
    coding(DCM, code.event(), code.eventMeaning());
    json.writeArrayPropertyStart("subtype");
    code.type().ifPresent(type -> coding(DCM, type, code.typeMeaning()));
    coding(Fhir.KINDS, kind.id(), kind.japanese());
    json.writeEndArray();
  }

  private void coding(String system, String code, @Nullable String display) {
    json.writeStartObject();
    json.writeStringProperty("system", system);
    json.writeStringProperty("code", code);
    put("display", display);
    json.writeEndObject();
  }

  private void outcome() {
    Optional.ofNullable(event.text(Column.OUTCOME))
        .flatMap(Outcome::of)
        .filter(outcome -> outcome != Outcome.UNKNOWN)
        .ifPresent(
            outcome -> json.writeStringProperty("outcome", Integer.toString(outcome.code())));
    put("outcomeDesc", event.text(Column.MESSAGE));
  }

  private void agents() {
    json.writeArrayPropertyStart("agent");
    json.writeStartObject();
    text("role", event.text(Column.USER_ROLE));
    who(event.text(Column.USER_ID), event.text(Column.USER_NAME));
    put("name", event.text(Column.USER_NAME));
    json.writeBooleanProperty("requestor", event.text(Column.USER_ID) != null);
    network();
    json.writeEndObject();
    other(event.text(Column.ON_BEHALF_OF), "on-behalf-of");
    json.writeEndArray();
  }

  private void other(@Nullable String user, String role) {
    if (user != null) {
      json.writeStartObject();
      text("role", role);
      who(user, null);
      json.writeBooleanProperty("requestor", false);
      json.writeEndObject();
    }
  }

  private void who(@Nullable String id, @Nullable String name) {
    if (id == null && name == null) {
      return;
    }
    json.writeObjectPropertyStart("who");
    if (id != null) {
      json.writeObjectPropertyStart("identifier");
      put("value", id);
      json.writeEndObject();
    }
    put("display", name);
    json.writeEndObject();
  }

  /** http://hl7.org/fhir/R4/valueset-network-type.html: 1 is a machine name, 2 an address. */
  private void network() {
    String terminal = event.text(Column.TERMINAL);
    String address = event.text(Column.ADDRESS);
    if (terminal != null || address != null) {
      json.writeObjectPropertyStart("network");
      put("address", address == null ? terminal : address);
      json.writeStringProperty("type", address == null ? "1" : "2");
      json.writeEndObject();
    }
  }

  private void source() {
    json.writeObjectPropertyStart("source");
    put("site", event.text(Column.SYSTEM));
    json.writeObjectPropertyStart("observer");
    String source = event.text(Column.SOURCE);
    if (source != null) {
      json.writeObjectPropertyStart("identifier");
      put("value", source);
      json.writeEndObject();
    }
    put("display", event.text(Column.SYSTEM));
    json.writeEndObject();
    json.writeEndObject();
  }

  private void entities() {
    String patient = event.text(Column.PATIENT_ID);
    String object = event.text(Column.OBJECT_ID);
    String name = event.text(Column.OBJECT_NAME);
    String category = event.text(Column.CATEGORY);
    boolean thing = object != null || name != null || category != null;
    if (patient == null && !thing) {
      return;
    }
    json.writeArrayPropertyStart("entity");
    if (patient != null) {
      json.writeStartObject();
      what(patient);
      json.writeName("type");
      coding(OBJECT_TYPES, "1", "Person");
      json.writeName("role");
      coding(OBJECT_ROLES, "1", "Patient");
      json.writeEndObject();
    }
    if (thing) {
      json.writeStartObject();
      what(object);
      json.writeName("type");
      coding(OBJECT_TYPES, "2", "System Object");
      put("name", name);
      detail(category);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void what(@Nullable String id) {
    if (id != null) {
      json.writeObjectPropertyStart("what");
      json.writeObjectPropertyStart("identifier");
      put("value", id);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private void detail(@Nullable String category) {
    if (category != null) {
      json.writeArrayPropertyStart("detail");
      json.writeStartObject();
      json.writeStringProperty("type", Column.CATEGORY.id());
      put("valueString", category);
      json.writeEndObject();
      json.writeEndArray();
    }
  }

  /** A list of one CodeableConcept that is words alone. */
  private void text(String name, @Nullable String words) {
    if (words != null) {
      json.writeArrayPropertyStart(name);
      json.writeStartObject();
      put("text", words);
      json.writeEndObject();
      json.writeEndArray();
    }
  }

  private void put(String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      json.writeStringProperty(name, clean(value));
    }
  }

  /** A FHIR string has no control characters but tab and line ends (datatypes.html#string). */
  private static String clean(String value) {
    return CONTROL.matcher(value).replaceAll("\uFFFD");
  }

  private @Nullable String instant(Column column) {
    Instant time = event.time(column);
    return time == null ? null : time.toString();
  }
}
