package io.akashi.hospital.internal.format;

import java.util.Map;

/** Texts inside JSON and XML. */
final class Escapes {
  private Escapes() {}

  /** A JSON string with its quotes. */
  static String json(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** A JSON object of texts. */
  static String json(Map<String, String> values) {
    StringBuilder out = new StringBuilder("{");
    values.forEach((name, value) -> {
      out.append(out.length() > 1 ? "," : "").append(json(name)).append(':').append(json(value));
    });
    return out.append('}').toString();
  }

  /** A text between tags or in an attribute. */
  static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
