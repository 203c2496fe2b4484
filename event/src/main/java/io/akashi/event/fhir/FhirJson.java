package io.akashi.event.fhir;

import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.internal.text.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads resources in JSON; at a defect, what stands before it. Belongs to one thread. */
final class FhirJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(TokenStreamFactory.Feature.CHARSET_DETECTION).build();

  private static final String MARK = "\ufeff";

  private final List<FhirElement> resources = new ArrayList<>(1);
  private final List<String> notes = new ArrayList<>(1);
  private boolean cut;
  private boolean deep;

  private FhirJson() {}

  /**
   * Reads {@code bytes[from, to)}.
   *
   * @param charset what is known of the sender, or null
   */
  static FhirDocument read(byte[] bytes, int from, int to, @Nullable Charset charset) {
    FhirJson json = new FhirJson();
    try (JsonParser parser = json.parser(bytes, from, to, charset)) {
      json.readAll(parser);
    }
    if (json.deep) {
      json.notes.add(
          "深すぎる入れ子を読み飛ばしました / what is nested deeper than %d was skipped"
              .formatted(FhirDocument.DEEPEST));
    }
    if (json.cut) {
      json.notes.add(
          "長すぎる値を切り詰めました / a value longer than %d characters was cut"
              .formatted(FhirDocument.LONGEST));
    }
    return new FhirDocument(json.resources, json.notes);
  }

  private JsonParser parser(byte[] bytes, int from, int to, @Nullable Charset charset) {
    Charset wide = utf16(bytes, from, to);
    if (wide != null) {
      PayloadText text = PayloadText.read(bytes, from, to, wide);
      if (text.note() != null) {
        notes.add(text.note());
      }
      String json = text.value().startsWith(MARK) ? text.value().substring(1) : text.value();
      return FACTORY.createParser(ObjectReadContext.empty(), json);
    }
    if (Utf8.isValid(bytes, from, to)) {
      return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    }
    PayloadText text = charset == null ? null : PayloadText.read(bytes, from, to, charset);
    text = text == null || text.note() != null ? PayloadText.guess(bytes, from, to) : text;
    if (text.note() != null) {
      notes.add(text.note());
    }
    return FACTORY.createParser(ObjectReadContext.empty(), text.value());
  }

  /** The form of UTF-16 in which JSON, which begins with ASCII, is written here; or null. */
  private static @Nullable Charset utf16(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return null;
    }
    int pair = ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff);
    if (pair == 0xfeff || bytes[from] == 0) {
      return StandardCharsets.UTF_16BE;
    }
    return pair == 0xfffe || bytes[from + 1] == 0 ? StandardCharsets.UTF_16LE : null;
  }

  private void readAll(JsonParser parser) {
    try {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          FhirElement resource = new FhirElement("", null);
          resources.add(resource);
          readObject(parser, resource, 1);
        } else if (token.isScalarValue()) {
          notes.add("JSONのオブジェクトではありません / not a JSON object");
          return;
        }
      }
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      at = at < 0 && e.getLocation() != null ? e.getLocation().getCharOffset() : at;
      notes.add("JSONが途中で切れているか壊れています / cut off or not JSON (byte %d)".formatted(at));
    }
  }

  // Elements are hung in before they are filled: what stands before a defect stays.
  private void readObject(JsonParser parser, FhirElement into, int depth) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      readValue(parser, into, name, depth);
    }
  }

  private void readValue(JsonParser parser, FhirElement into, String name, int depth) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      if (depth >= FhirDocument.DEEPEST) {
        deep = true;
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        readObject(parser, into.add(new FhirElement(name, null)), depth + 1);
      } else {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          readValue(parser, into, name, depth + 1);
        }
      }
    } else if (token != JsonToken.VALUE_NULL && !name.equals(FhirDocument.NARRATIVE)) {
      into.add(new FhirElement(name, bounded(parser.getString())));
    }
  }

  private String bounded(String value) {
    if (value.length() <= FhirDocument.LONGEST) {
      return value;
    }
    cut = true;
    boolean pair = Character.isHighSurrogate(value.charAt(FhirDocument.LONGEST - 1));
    return value.substring(0, FhirDocument.LONGEST - (pair ? 1 : 0));
  }
}
