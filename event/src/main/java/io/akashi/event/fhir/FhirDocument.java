package io.akashi.event.fhir;

import java.util.List;

/**
 * What was read of an entry.
 *
 * @param resources the resources that stand outermost, in order
 * @param notes why they may not be all, one sentence each
 */
record FhirDocument(List<FhirElement> resources, List<String> notes) {
  /** Elements within each other; what is deeper is skipped and noted. */
  static final int DEEPEST = 64;

  /** A value is no longer than this in characters. */
  static final int LONGEST = 65_536;

  /** The narrative of a resource says nothing that its elements do not. */
  static final String NARRATIVE = "div";
}
