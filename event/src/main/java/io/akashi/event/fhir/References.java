package io.akashi.event.fhir;

import org.jspecify.annotations.Nullable;

/** References between resources: {@code Patient/123}, {@code https://host/fhir/Patient/123}. */
final class References {
  private static final String PATIENT = "Patient";
  private static final String HISTORY = "/_history/";

  private References() {}

  /** The type of what is referred to, or null. */
  static @Nullable String type(@Nullable FhirElement reference) {
    if (reference == null) {
      return null;
    }
    String said = reference.text("type");
    String path = path(reference.text("reference"));
    int slash = path == null ? -1 : path.lastIndexOf('/');
    if (said != null || path == null || slash < 0) {
      return said;
    }
    String type = path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
    return !type.isEmpty() && Character.isUpperCase(type.charAt(0)) ? type : null;
  }

  static boolean isPatient(@Nullable FhirElement reference) {
    return PATIENT.equals(type(reference));
  }

  /** The identifier of what is referred to, else its id on the server, or null. */
  static @Nullable String id(@Nullable FhirElement reference) {
    if (reference == null) {
      return null;
    }
    String identifier = reference.tell("identifier", "value");
    if (identifier != null) {
      return identifier;
    }
    String path = path(reference.text("reference"));
    // The place of a contained resource in the message is nobody's number.
    return path == null || path.startsWith("#") ? null : path.substring(path.lastIndexOf('/') + 1);
  }

  private static @Nullable String path(@Nullable String reference) {
    int history = reference == null ? -1 : reference.indexOf(HISTORY);
    return reference == null || history < 0 ? reference : reference.substring(0, history);
  }
}
