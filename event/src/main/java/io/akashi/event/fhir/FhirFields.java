package io.akashi.event.fhir;

import io.akashi.event.internal.text.Base64Text;
import io.akashi.event.internal.text.FieldList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has no column, under the path at which it stands: {@code agent[0].who.reference}. A Coding
 * is {@code code^display^system}, an extension bears the last part of its url.
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

  /** Keeps an element and what is in it. As deep as the document: at most 64. */
  static void keep(FieldList fields, FhirElement element, String path) {
    if (path.length() > LONGEST_PATH) {
      return;
    }
    if (Coding.isCoding(element)) {
      fields.put(path, Coding.whole(element));
      return;
    }
    String value = element.value();
    if (value != null && !element.isTold()) {
      fields.put(path, element.name().equals("query") ? Base64Text.decoded(value) : value);
    }
    for (FhirElement child : element.children()) {
      String step = step(element, child);
      keep(fields, child, step == null ? path : path + "." + step);
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

  /** Counts the elements of each name: {@code entity[0]}, {@code entity[1]}. */
  static final class Numbers {
    private final Map<String, Integer> next = new HashMap<>();

    String path(String name) {
      int number = next.merge(name, 1, Integer::sum) - 1;
      return name + "[" + number + "]";
    }
  }
}
