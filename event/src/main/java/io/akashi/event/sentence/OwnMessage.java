package io.akashi.event.sentence;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What Akashi itself notes, in the language of the reader. A message without names and values of
 * others holds both halves, as {@link BothLanguages} reads them; one with such, which may be in any
 * language, is Japanese and has its English in the member {@link #ENGLISH} of {@code fields}.
 * Stateless.
 */
public final class OwnMessage {
  /** Member of {@code fields}: the message in English. */
  public static final String ENGLISH = "message_en";

  private static final JsonFactory JSON = new JsonFactory();

  private OwnMessage() {}

  /** The message of an event as a person reads it, or null; of another sender whole. */
  public static @Nullable String of(AuditEvent event, Language language) {
    String message = event.text(Column.MESSAGE);
    if (message == null || !SourceId.AKASHI.value().equals(event.text(Column.SOURCE))) {
      return message;
    }
    String english = language == Language.ENGLISH ? english(event) : null;
    return english != null ? english : BothLanguages.half(message, language);
  }

  /** Whether the message of an event of Akashi's own is told in English, too. */
  static boolean isTold(AuditEvent event) {
    return SourceId.AKASHI.value().equals(event.text(Column.SOURCE)) && english(event) != null;
  }

  private static @Nullable String english(AuditEvent event) {
    String fields = event.text(Column.FIELDS);
    if (fields == null || !fields.contains('"' + ENGLISH + '"')) {
      return null;
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), fields)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean found = json.currentName().equals(ENGLISH);
        if (json.nextToken() == JsonToken.VALUE_STRING && found) {
          return json.getString();
        }
        json.skipChildren();
      }
    } catch (JacksonException e) {
      return null; // not what Akashi writes: the message is shown as it stands
    }
    return null;
  }
}
