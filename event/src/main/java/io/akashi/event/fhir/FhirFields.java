package io.akashi.event.fhir;

import io.akashi.event.internal.text.Base64Text;
import io.akashi.event.internal.text.FieldList;
import org.jspecify.annotations.Nullable;

/**
 * What has no column, under the path at which it stands: {@code agent[0].who.reference}. A Coding
 * is {@code code^display^system}, an extension bears the last part of its url. A path that is too
 * long is cut, and what stands there lies under what is left of it.
 */
final class FhirFields {
  private static final int LONGEST_PATH = 200;

  private FhirFields() {}

  /** Keeps all elements of a resource but those of these names. */
  static void keepResource(FieldList fields, FhirElement resource) {
    for (FhirElement child : resource.children()) {
      switch (child.name()) {
        case FhirElement.RESOURCE_TYPE, "agent", "entity", "text" -> {}
        default -> keep(fields, child, child.name());
      }
    }
  }

  /** Keeps an element and what is in it. */
  static void keep(FieldList fields, FhirElement element, String path) {
    keep(fields, element, new StringBuilder(64).append(path));
  }

  // As deep as the document: at most 64. The path is as it was when this returns.
  private static void keep(FieldList fields, FhirElement element, StringBuilder path) {
    int length = path.length();
    String coding = element.children().isEmpty() ? null : Coding.whole(element);
    if (coding != null) {
      fields.put(path.toString(), coding);
      return;
    }
    String value = element.value();
    if (value != null && !element.isTold()) {
      boolean query = element.name().equals("query");
      fields.put(path.toString(), query ? Base64Text.decoded(value) : value);
    }
    for (FhirElement child : element.children()) {
      String step = step(element, child);
      if (step != null && length < LONGEST_PATH) {
        path.append('.').append(step, 0, Math.min(step.length(), LONGEST_PATH - length));
      }
      keep(fields, child, path);
      path.setLength(length);
    }
  }

  /** What is added to the path, or null for what only wraps its value. */
  private static @Nullable String step(FhirElement element, FhirElement child) {
    String name = child.name();
    return switch (name) {
      case "coding" -> null;
      case "extension" -> {
        String url = child.text("url");
        yield url == null ? name : url.substring(url.lastIndexOf('/') + 1);
      }
      case "url" -> element.name().equals("extension") ? "extension" : name;
      default -> name.startsWith("value") && element.name().equals("extension") ? null : name;
    };
  }
}
