package io.akashi.event;

import io.akashi.event.internal.text.JsonText;
import io.akashi.event.internal.time.Rfc3339;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Events as JSON, one object a line without the line end: the stable names in the order of {@link
 * Column}, columns that are null left out, times as RFC 3339 in UTC with six fraction digits,
 * {@code fields} as an object of its own.
 */
public final class EventJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Column[] COLUMNS = Column.values();

  private EventJson() {}

  /** The event as one line. */
  public static String write(AuditEvent event) {
    StringBuilder out = new StringBuilder(512);
    write(event, out);
    return out.toString();
  }

  /** Appends the event as one line. */
  public static void write(AuditEvent event, StringBuilder out) {
    char separator = '{';
    for (Column column : COLUMNS) {
      Object value = event.get(column);
      if (value == null) {
        continue;
      }
      out.append(separator).append('"').append(column.id()).append("\":");
      separator = ',';
      if (column == Column.FIELDS) {
        out.append((String) value);
      } else if (value instanceof String text) {
        JsonText.quote(out, text);
      } else if (column.type() == Column.Type.TIME) {
        Rfc3339.append(out.append('"'), (Long) value);
        out.append('"');
      } else {
        out.append(value);
      }
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  /**
   * The event that {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is not one JSON object, or a name or a value is
   *     not of the vocabulary; the message says which
   */
  public static AuditEvent parse(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      AuditEvent.Builder event = AuditEvent.builder();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("an event must be a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        Column column = column(parser.currentName());
        parser.nextToken();
        set(event, column, parser, json);
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something follows the JSON object of the event");
      }
      return event.build();
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the event is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Column column(String name) {
    return Column.of(name)
        .orElseThrow(() -> new IllegalArgumentException("no column is named '" + name + "'"));
  }

  private static void set(AuditEvent.Builder event, Column column, JsonParser parser, String json) {
    JsonToken expected = token(column);
    if (parser.currentToken() != expected) {
      throw new IllegalArgumentException(
          "column %s holds %s".formatted(column.id(), column.type()));
    }
    if (column == Column.FIELDS) {
      event.set(column, object(parser, json));
      return;
    }
    switch (column.type()) {
      case TEXT -> event.set(column, parser.getString());
      case TIME -> event.set(column, Rfc3339.parse(parser.getString()));
      case INT -> event.set(column, parser.getIntValue());
      case LONG -> event.set(column, parser.getLongValue());
    }
  }

  private static JsonToken token(Column column) {
    if (column == Column.FIELDS) {
      return JsonToken.START_OBJECT;
    }
    return switch (column.type()) {
      case TEXT, TIME -> JsonToken.VALUE_STRING;
      case INT, LONG -> JsonToken.VALUE_NUMBER_INT;
    };
  }

  /** The object's own text, so that not a digit of a number changes. */
  private static String object(JsonParser parser, String json) {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int to = (int) parser.currentTokenLocation().getCharOffset() + 1;
    // Line ends can only stand between tokens; in strings JSON forbids them.
    return json.substring(from, to).replace('\n', ' ').replace('\r', ' ');
  }

  /** Appends a text as JSON writes it, in quotes. */
  public static void quote(StringBuilder out, String text) {
    JsonText.quote(out, text);
  }
}
