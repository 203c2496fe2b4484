package io.akashi.event.dicom;

import io.akashi.event.internal.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * A coded value: {@code csd-code}, {@code originalText}, {@code codeSystemName} of DICOM, or {@code
 * code} and {@code displayName} of RFC 3881.
 */
record Coded(@Nullable String code, @Nullable String text, @Nullable String system) {

  static Coded of(XmlElement element) {
    String code = said(element, "csd-code", "code");
    String text = said(element, "originalText", "displayName");
    String system = said(element, "codeSystemName", "codeSystem");
    return new Coded(
        code == null && !element.text().isEmpty() ? element.text() : code, text, system);
  }

  static boolean isCoded(XmlElement element) {
    return said(element, "csd-code", "code") != null
        || said(element, "originalText", "displayName") != null;
  }

  private static @Nullable String said(XmlElement element, String dicom, String rfc3881) {
    String value = element.attribute(dicom);
    value = value == null ? element.attribute(rfc3881) : value;
    return value == null || value.isEmpty() ? null : value;
  }

  /** What a person reads: the text, else the code. */
  @Nullable String label() {
    return text == null ? code : text;
  }

  /** All of it, {@code code^text^system} as HL7 writes coded values. */
  String whole() {
    StringBuilder out = new StringBuilder(48);
    out.append(code == null ? "" : code);
    if (text != null || system != null) {
      out.append('^').append(text == null ? "" : text);
    }
    return system == null ? out.toString() : out.append('^').append(system).toString();
  }
}
