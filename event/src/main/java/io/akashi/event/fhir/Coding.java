package io.akashi.event.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A coded value of FHIR: a Coding, or one of the codings of a CodeableConcept. */
record Coding(@Nullable String code, @Nullable String display, @Nullable String system) {

  private static Coding of(FhirElement coding) {
    return new Coding(coding.text("code"), coding.text("display"), coding.text("system"));
  }

  /** The codings of elements that are Codings or CodeableConcepts, in order. */
  static List<Coding> all(List<FhirElement> elements) {
    List<Coding> all = new ArrayList<>(2);
    for (FhirElement element : elements) {
      List<FhirElement> codings = element.all("coding");
      if (codings.isEmpty() && element.child("code") != null) {
        all.add(of(element));
      }
      codings.forEach(coding -> all.add(of(coding)));
    }
    return all;
  }

  /** Their codes. */
  static List<String> codes(List<Coding> codings) {
    List<String> codes = new ArrayList<>(codings.size());
    for (Coding coding : codings) {
      if (coding.code != null) {
        codes.add(coding.code);
      }
    }
    return codes;
  }

  /** What a person reads of the first element that says it: text, display or code. */
  static @Nullable String label(List<FhirElement> elements) {
    for (FhirElement element : elements) {
      String text = element.text("text");
      if (text != null) {
        return text;
      }
      for (Coding coding : all(List.of(element))) {
        if (coding.display != null || coding.code != null) {
          return coding.display == null ? coding.code : coding.display;
        }
      }
    }
    return null;
  }

  /** Whether an element is a Coding: it has a code and nothing that a Coding has not. */
  static boolean isCoding(FhirElement element) {
    boolean code = false;
    for (FhirElement child : element.children()) {
      switch (child.name()) {
        case "code" -> code = child.children().isEmpty();
        case "system", "display", "version", "userSelected" -> {}
        default -> {
          return false;
        }
      }
    }
    return code;
  }

  /** All of a Coding, {@code code^display^system} as HL7 writes coded values. */
  static String whole(FhirElement element) {
    Coding coding = of(element);
    StringBuilder out = new StringBuilder(48).append(coding.code);
    if (coding.display != null || coding.system != null) {
      out.append('^').append(coding.display == null ? "" : coding.display);
    }
    return coding.system == null
        ? out.toString()
        : out.append('^').append(coding.system).toString();
  }
}
