package io.akashi.server.internal.fhir;

import java.util.List;

/** The FHIR interface: its version, its media type and its classes. */
public final class Fhir {
  /** Everything that Spring has to know. */
  public static final List<Class<?>> ALL = List.of(FhirEndpoint.class, FhirProblems.class);

  static final String VERSION = "4.0.1";
  static final String JSON = "application/fhir+json";

  /** Code system of {@link io.akashi.event.Kind}. */
  static final String KINDS = "urn:akashi:kind";

  private Fhir() {}
}
