package io.akashi.event.windows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON document as paths and values: {@code Event.System.EventID=4624}. */
public final class FlatJson {
  private FlatJson() {}

  /** The leaves by path, names divided by dots; null is left out, arrays are joined by LF. */
  public static Map<String, String> of(String json) {
    return sequence(json).getFirst();
  }

  /** The same of each document, where several follow each other. */
  public static List<Map<String, String>> sequence(String json) {
    List<Map<String, String>> documents = new ArrayList<>();
    Map<String, String> leaves = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT && parser.currentName() != null) {
          path.addLast(parser.currentName());
        } else if (token == JsonToken.END_OBJECT && parser.streamReadContext().inRoot()) {
          documents.add(leaves);
          leaves = new LinkedHashMap<>();
        } else if (token == JsonToken.END_OBJECT && !path.isEmpty()) {
          path.removeLast();
        } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          String name =
              parser.currentName() == null
                  ? parser.streamReadContext().getParent().currentName()
                  : parser.currentName();
          String key = path.isEmpty() ? name : String.join(".", path) + "." + name;
          leaves.merge(key, parser.getString(), (a, b) -> a + "\n" + b);
        }
      }
    }
    return documents;
  }
}
