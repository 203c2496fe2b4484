package io.akashi.event.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a resource, whether it was written in JSON or in XML: a primitive has a value, the
 * others have elements, of which those of one name are a list. Belongs to one thread.
 */
final class FhirElement {
  /** The property that names the type of a resource. */
  static final String RESOURCE_TYPE = "resourceType";

  private final String name;
  private final @Nullable String value;
  private List<FhirElement> children = List.of();
  private boolean told;

  FhirElement(String name, @Nullable String value) {
    this.name = name;
    this.value = value;
  }

  FhirElement add(FhirElement child) {
    if (children.isEmpty()) {
      children = new ArrayList<>(4);
    }
    children.add(child);
    return child;
  }

  String name() {
    return name;
  }

  @Nullable String value() {
    return value;
  }

  List<FhirElement> children() {
    return children;
  }

  /** The first element of that name, or null. */
  @Nullable FhirElement child(String wanted) {
    for (FhirElement child : children) {
      if (child.name.equals(wanted)) {
        return child;
      }
    }
    return null;
  }

  /** All elements of that name. */
  List<FhirElement> all(String wanted) {
    List<FhirElement> found = new ArrayList<>(2);
    for (FhirElement child : children) {
      if (child.name.equals(wanted)) {
        found.add(child);
      }
    }
    return found;
  }

  /** The value at the end of a path of first elements, or null. */
  @Nullable String text(String... path) {
    FhirElement element = at(path);
    return element == null ? null : element.value;
  }

  /** As {@link #text}; the value is in a column now and need not be kept again. */
  @Nullable String tell(String... path) {
    FhirElement element = at(path);
    if (element == null || element.value == null) {
      return null;
    }
    element.told = true;
    return element.value;
  }

  private @Nullable FhirElement at(String... path) {
    FhirElement element = this;
    for (String step : path) {
      element = element.child(step);
      if (element == null) {
        return null;
      }
    }
    return element;
  }

  /** Whether the value is in a column. */
  boolean isTold() {
    return told;
  }
}
