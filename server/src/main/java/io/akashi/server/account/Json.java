package io.akashi.server.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** An object of a JSON document. Members of another type than asked for are refused. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<?, ?> members;

  private Json(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * @throws IllegalArgumentException when it is not one JSON object
   */
  static Json parse(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      if (value(parser) instanceof Map<?, ?> members && parser.nextToken() == null) {
        return new Json(members);
      }
      throw new IllegalArgumentException("not one object");
    } catch (JacksonException e) {
      // The sentence does not quote what stands there.
      throw new IllegalArgumentException("malformed at " + e.getLocation().offsetDescription(), e);
    }
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("it ends early");
    }
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      default -> throw new IllegalArgumentException("unexpected " + token);
    };
  }

  String text(String name) {
    return member(name, String.class);
  }

  @Nullable String textOrNull(String name) {
    return members.get(name) == null ? null : text(name);
  }

  long number(String name) {
    return member(name, Long.class);
  }

  boolean is(String name) {
    return member(name, Boolean.class);
  }

  List<String> texts(String name) {
    return items(name, String.class);
  }

  List<Json> list(String name) {
    List<Json> objects = new ArrayList<>();
    for (Map<?, ?> item : items(name, Map.class)) {
      objects.add(new Json(item));
    }
    return objects;
  }

  private <T> List<T> items(String name, Class<T> type) {
    List<T> items = new ArrayList<>();
    for (Object item : member(name, List.class)) {
      if (!type.isInstance(item)) {
        throw new IllegalArgumentException(name + " has another item");
      }
      items.add(type.cast(item));
    }
    return items;
  }

  private <T> T member(String name, Class<T> type) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return type.cast(value);
  }
}
