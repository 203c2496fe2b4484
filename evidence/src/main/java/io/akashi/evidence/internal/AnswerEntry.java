package io.akashi.evidence.internal;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What is written about answers as events of the book {@code house}: a computed answer that
 * changed, a signature, an exemption (docs/formats/answer.md). {@code fields} is one flat object of
 * texts.
 */
public final class AnswerEntry {
  /** {@code object_type} of these events; {@code object_id} is the number of the duty. */
  public static final String OBJECT_TYPE = "answer";

  private static final JsonFactory JSON = new JsonFactory();

  private AnswerEntry() {}

  /** The event. */
  public static AuditEvent event(
      String duty, Instant at, String by, String sentence, Map<String, String> fields) {
    return AuditEvent.builder()
        .set(Column.OCCURRED_AT, at)
        .set(Column.TIME_QUALITY, "stated:Z")
        .set(Column.KIND, Kind.NOTE.id())
        .set(Column.OUTCOME, "success")
        .set(Column.USER_ID, by)
        .set(Column.OBJECT_TYPE, OBJECT_TYPE)
        .set(Column.OBJECT_ID, duty)
        .set(Column.MESSAGE, sentence)
        .set(Column.FIELDS, write(fields))
        .build();
  }

  private static String write(Map<String, String> fields) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      fields.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return out.toString();
  }

  /** What {@code fields} says. */
  public static Map<String, String> read(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, json.getString());
      }
    }
    return fields;
  }
}
