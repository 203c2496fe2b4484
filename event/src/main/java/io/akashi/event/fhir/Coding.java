package io.akashi.event.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A coded value of FHIR: a Coding, or one of the codings of a CodeableConcept. */
record Coding(@Nullable String code, @Nullable String display, @Nullable String system) {

  private static Coding of(FhirElement coding) {
    return new Coding(coding.text("code"), coding.text("display"), coding.text("system"));
  }

  /** Adds the codes of the elements of a name, Codings or CodeableConcepts, in order. */
  static void addCodes(FhirElement parent, String name, List<String> codes) {
    for (FhirElement element : parent.children()) {
      if (element.name().equals(name)) {
        addCode(element, codes);
        for (FhirElement coding : element.children()) {
          if (coding.name().equals("coding")) {
            addCode(coding, codes);
          }
        }
      }
    }
  }

  private static void addCode(FhirElement coding, List<String> codes) {
    String code = coding.text("code");
    if (code != null) {
      codes.add(code);
    }
  }

  /** The codes of the elements of a name. */
  static List<String> codes(FhirElement parent, String name) {
    List<String> codes = new ArrayList<>(2);
    addCodes(parent, name, codes);
    return codes;
  }

  /** The codings of an element that is a Coding or a CodeableConcept, in order. */
  static List<Coding> all(FhirElement element) {
    List<Coding> all = new ArrayList<>(2);
    if (element.child("code") != null) {
      all.add(of(element));
    }
    for (FhirElement child : element.children()) {
      if (child.name().equals("coding")) {
        all.add(of(child));
      }
    }
    return all;
  }

  /** What a person reads of the first element of a name that says it: text, display or code. */
  static @Nullable String label(FhirElement parent, String name) {
    for (FhirElement element : parent.children()) {
      String label = element.name().equals(name) ? label(element) : null;
      if (label != null) {
        return label;
      }
    }
    return null;
  }

  private static @Nullable String label(FhirElement element) {
    String text = element.text("text");
    if (text != null) {
      return text;
    }
    for (Coding coding : all(element)) {
      if (coding.display != null || coding.code != null) {
        return coding.display == null ? coding.code : coding.display;
      }
    }
    return null;
  }

  /**
   * All of a Coding, {@code code^display^system} as HL7 writes coded values, of the system's URL
   * the last part; null when an element is none: it has no code, or something that a Coding has
   * not.
   */
  static @Nullable String whole(FhirElement element) {
    String code = null;
    String display = null;
    String system = null;
    for (FhirElement child : element.children()) {
      switch (child.name()) {
        case "code" -> code = child.value();
        case "display" -> display = child.value();
        case "system" -> system = child.value();
        case "version", "userSelected" -> {}
        default -> {
          return null;
        }
      }
    }
    if (code == null) {
      return null;
    }
    String shown = display == null && system == null ? code : code + "^" + orNothing(display);
    return system == null ? shown : shown + "^" + system.substring(system.lastIndexOf('/') + 1);
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }
}
