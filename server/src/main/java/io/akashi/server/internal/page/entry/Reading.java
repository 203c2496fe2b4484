package io.akashi.server.internal.page.entry;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.sentence.Language;
import io.akashi.event.sentence.Sentence;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.EventRow;
import io.akashi.server.internal.page.events.VisibleText;
import io.akashi.server.internal.page.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One event of an entry as a person reads it: a sentence, then everything it says.
 *
 * @param part which event of the entry, from 0
 * @param sentence in the language of the page, with the time of the day
 * @param other the sentence in the other language
 * @param clock what is to be known of its time, as {@link EventRow#clock} says
 * @param doubt what could not be read, or null
 * @param fields what the vocabulary has a column for
 * @param further all else under the names that the sender gave it
 */
record Reading(
    int part,
    String sentence,
    String other,
    @Nullable String clock,
    @Nullable String doubt,
    List<Field> fields,
    List<Field> further) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST = 4_000;

  /**
   * One value.
   *
   * @param name in the language of the page, of a field of the sender the sender's
   * @param id stable name, or empty
   * @param text the value by its name, where it has one
   * @param pieces the value as it was sent, what would act in it as codes
   * @param href where more about it is, or null
   */
  record Field(
      String name, String id, String text, List<VisibleText.Piece> pieces, @Nullable String href) {}

  static Reading of(AuditEvent event, int part, boolean whole, Frame frame) {
    String note = event.text(Column.DECODE_NOTE);
    String status = event.text(Column.DECODE_STATUS);
    return new Reading(
        part,
        Sentence.of(event, frame.times().zone(), frame.display().language()),
        Sentence.of(event, frame.display().isJapanese() ? Language.ENGLISH : Language.JAPANESE),
        EventRow.clock(event),
        DecodeStatus.FULL.id().equals(status) ? null : note == null ? status : note,
        whole ? fields(event, frame) : List.of(),
        whole ? further(event.text(Column.FIELDS)) : List.of());
  }

  private static List<Field> fields(AuditEvent event, Frame frame) {
    List<Field> fields = new ArrayList<>();
    for (Column column : Column.values()) {
      Object value = event.get(column);
      if (value != null && column != Column.FIELDS) {
        Cell cell = Cell.of(event, column, frame);
        boolean plain = cell.text().equals(value.toString());
        fields.add(
            new Field(
                Cell.heading(column, frame),
                column.id(),
                plain || (value instanceof String && isLong(cell.text())) ? "" : cell.text(),
                column.type() == Column.Type.TIME
                    ? VisibleText.pieces(String.valueOf(event.time(column)))
                    : VisibleText.pieces(shortened(value.toString())),
                cell.href()));
      }
    }
    return fields;
  }

  private static boolean isLong(String text) {
    return text.endsWith("…") || text.contains("[U+");
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /** The members of a JSON object; what is none is one value. */
  static List<Field> further(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    List<Map.Entry<String, String>> members = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          members.add(Map.entry(name, value(parser)));
        }
      }
    } catch (JacksonException e) {
      members.add(Map.entry("fields", json)); // shown as it stands
    }
    return members.stream()
        .map(each ->
            new Field(
                VisibleText.line(each.getKey()),
                "",
                "",
                VisibleText.pieces(shortened(each.getValue())),
                null))
        .toList();
  }

  private static String value(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return String.valueOf(parser.getString());
    }
    List<String> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(String.valueOf(parser.getString()));
    }
    return String.join("\n", values);
  }
}
