package io.akashi.event.windows;

import io.akashi.event.DecodeStatus;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.internal.text.Utf8;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Windows events as JSON objects: one, several behind each other, or those of an array. Of an
 * object that is cut off, what stands before the cut is given. Belongs to one thread.
 */
final class JsonEvents {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(EventShape.DEEPEST).build())
          .build();

  private final @Nullable Charset charset;
  private final List<WindowsEvent> events = new ArrayList<>(1);
  private final JsonPlace[] outer = new JsonPlace[EventShape.DEEPEST + 2];
  private JsonPlace place = JsonPlace.ROOT;
  private JsonShape shape = new JsonShape();
  private int depth;

  JsonEvents(@Nullable Charset charset) {
    this.charset = charset;
  }

  /** The events in {@code bytes[from, to)}; none when there is no object. */
  List<WindowsEvent> read(byte[] bytes, int from, int to) {
    String note = null;
    String text = null;
    if (charset != null || !isUnicode(bytes, from, to)) {
      PayloadText guessed =
          charset == null
              ? PayloadText.guess(bytes, from, to)
              : PayloadText.read(bytes, from, to, charset);
      text = guessed.value();
      note = guessed.note();
    }
    try (JsonParser parser =
        text == null
            ? FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)
            : FACTORY.createParser(ObjectReadContext.empty(), text)) {
      read(parser);
    } catch (JacksonException e) {
      finish();
      note = defect(e);
    }
    if (note != null && !events.isEmpty()) {
      events.getLast().flaw(DecodeStatus.PARTIAL, note);
    }
    return events;
  }

  private static String defect(JacksonException e) {
    long at =
        e.getLocation() == null
            ? -1
            : Math.max(e.getLocation().getByteOffset(), e.getLocation().getCharOffset());
    return "JSONが途中で読めなくなりました / not JSON from offset " + at;
  }

  private static boolean isUnicode(byte[] bytes, int from, int to) {
    // JSON begins with ASCII: a NUL beside it is UTF-16, which the parser finds by itself.
    boolean wide = to - from > 3 && (bytes[from + 2] == 0 || bytes[from + 3] == 0);
    return wide || Utf8.isValid(bytes, from, to);
  }

  private void read(JsonParser parser) {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT -> open(parser);
        case END_OBJECT -> {
          depth--;
          place = outer[depth];
          if (depth == 0) {
            finish();
            if (events.size() == WindowsEventDecoder.MOST_EVENTS) {
              events.getLast().flaw(DecodeStatus.PARTIAL, "以降は解読していません / not decoded beyond it");
              return;
            }
          }
        }
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
            leaf(parser);
        default -> {
          // Names come with their values; null says nothing.
        }
      }
    }
    if (depth > 0) {
      finish();
    }
  }

  private void open(JsonParser parser) {
    outer[depth] = place;
    String name = depth == 0 ? null : name(parser, true);
    if (name != null) {
      place = place.below(name);
    }
    depth++;
  }

  private void leaf(JsonParser parser) {
    String name = depth == 0 ? null : name(parser, false);
    if (name != null) {
      shape.leaf(place.below(name), parser.getString());
    }
  }

  /** The name of the value, or of the array in which it stands. */
  private @Nullable String name(JsonParser parser, boolean opened) {
    var context = parser.streamReadContext();
    if (opened) {
      context = context.getParent();
    }
    while (context != null && context.inArray()) {
      context = context.getParent();
    }
    return context == null ? null : context.currentName();
  }

  private void finish() {
    if (!shape.isEmpty()) {
      events.add(shape.event());
      shape = new JsonShape();
    }
    place = JsonPlace.ROOT;
  }
}
