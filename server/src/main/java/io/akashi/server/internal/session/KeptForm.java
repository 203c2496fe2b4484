package io.akashi.server.internal.session;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A form that was sent when its person was no longer signed in.
 *
 * @param user who had been
 * @param page path and query of the page it stood on
 * @param action path to which it was sent
 * @param fields names and values, without secrets
 */
public record KeptForm(String user, String page, String action, Map<String, List<String>> fields) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** The fields as a JSON object of arrays, for the script that fills the form again. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      fields.forEach((name, values) -> {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
      });
      json.writeEndObject();
    }
    return text.toString();
  }
}
