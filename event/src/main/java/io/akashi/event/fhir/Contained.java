package io.akashi.event.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resources within the event, to which {@code #id} refers: what they say of who or what is meant is
 * hung into the references, so that it is read as if it stood there. Stateless.
 */
final class Contained {
  private static final String LOCAL = "#";

  private Contained() {}

  /** Completes the references of agents, entities, patient and encounter. */
  static void resolve(FhirElement resource) {
    List<FhirElement> contained = resource.all("contained");
    if (contained.isEmpty()) {
      return;
    }
    Map<String, FhirElement> byId = new HashMap<>();
    for (FhirElement inner : contained) {
      String id = inner.text("id");
      if (id != null) {
        byId.putIfAbsent(LOCAL + id, inner);
      }
    }
    for (FhirElement child : resource.children()) {
      switch (child.name()) {
        case "agent" -> complete(child.child("who"), byId);
        case "entity" -> complete(child.child("what"), byId);
        case "patient", "encounter" -> complete(child, byId);
        default -> {}
      }
    }
  }

  private static void complete(@Nullable FhirElement reference, Map<String, FhirElement> byId) {
    String said = reference == null ? null : reference.text("reference");
    FhirElement inner = said == null ? null : byId.get(said);
    if (reference == null || inner == null) {
      return;
    }
    if (reference.child("type") == null) {
      add(reference, "type", inner.text(FhirElement.RESOURCE_TYPE));
    }
    if (reference.text("identifier", "value") == null) {
      add(
          reference.add(new FhirElement("identifier", null)),
          "value",
          inner.text("identifier", "value"));
    }
    if (reference.child("display") == null) {
      add(reference, "display", inner.text("name", "text"));
    }
  }

  /** What stands in {@code contained} is kept there and need not be kept again. */
  private static void add(FhirElement parent, String name, @Nullable String value) {
    if (value != null) {
      parent.add(new FhirElement(name, value));
      parent.tell(name);
    }
  }
}
