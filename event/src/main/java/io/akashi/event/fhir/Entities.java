package io.akashi.event.fhir;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.internal.text.FieldList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was touched: patients, and everything else. */
final class Entities {
  /**
   * A patient of the event.
   *
   * @param id number or id
   * @param entity what says so
   * @param path where it stands
   */
  record Patient(@Nullable String id, FhirElement entity, String path) {}

  private final List<Patient> patients = new ArrayList<>(1);
  private final List<FhirElement> others = new ArrayList<>(2);
  private final List<String> otherPaths = new ArrayList<>(2);

  Entities(FhirElement resource) {
    int number = 0;
    for (FhirElement entity : resource.all("entity")) {
      String path = "entity[" + number++ + "]";
      if (isPatient(entity)) {
        patients.add(new Patient(References.id(entity.child("what")), entity, path));
      } else {
        others.add(entity);
        otherPaths.add(path);
      }
    }
  }

  /** Those that an R5 event names beside its entities; the same one twice is one. */
  List<Patient> patients(FhirElement resource) {
    FhirElement named = resource.child("patient");
    String id = References.id(named);
    if (named != null && patients.stream().noneMatch(p -> id == null || id.equals(p.id()))) {
      patients.add(new Patient(id, new FhirElement("patient", null), "patient"));
    }
    return patients;
  }

  private static boolean isPatient(FhirElement entity) {
    FhirElement what = entity.child("what");
    List<String> roles = Coding.codes(entity, "role");
    return roles.contains("1") || (roles.isEmpty() && References.isPatient(what));
  }

  private static boolean isQuery(FhirElement entity) {
    return Coding.codes(entity, "role").contains("24") || entity.child("query") != null;
  }

  /** Sets the columns and keeps the rest of what is no patient. */
  void fill(AuditEvent.Builder event, FieldList fields) {
    FhirElement main = null;
    FhirElement query = null;
    for (FhirElement entity : others) {
      FhirElement what = entity.child("what");
      String type = References.type(what);
      if ("Encounter".equals(type) && event.get(Column.ENCOUNTER_ID) == null) {
        event.set(Column.ENCOUNTER_ID, References.id(what));
      } else if (isQuery(entity)) {
        query = query == null ? entity : query;
      } else if (main == null && !isRequestId(entity)) {
        main = entity;
      }
    }
    main = main == null ? query : main;
    if (main != null) {
      setObject(event, main);
    }
    for (int i = 0; i < others.size(); i++) {
      FhirFields.keep(fields, others.get(i), otherPaths.get(i));
    }
  }

  private static boolean isRequestId(FhirElement entity) {
    return Coding.codes(entity, "type").contains("XrequestId");
  }

  private static void setObject(AuditEvent.Builder event, FhirElement entity) {
    FhirElement what = entity.child("what");
    String type = References.type(what);
    if (type == null) {
      type = Coding.label(entity, isQuery(entity) ? "role" : "type");
    }
    String name = entity.tell("name");
    event
        .set(Column.OBJECT_TYPE, type)
        .set(Column.OBJECT_ID, References.id(what))
        .set(Column.OBJECT_NAME, name == null ? entity.tell("what", "display") : name);
  }
}
