package io.akashi.reconcile;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a room wrote about its own doings into the book {@code house}.
 *
 * @param index where it stands there
 * @param at when it happened
 * @param by user id of the person, or {@code akashi}
 * @param id what it is about, its {@code object_id}
 * @param fields what it says, texts by their names
 */
public record HouseEntry(long index, Instant at, String by, String id, Map<String, String> fields) {
  public HouseEntry {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The text of a field, or the empty string where it was left out. */
  public String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The whole number of a field, or 0 where it was left out. */
  public long number(String name) {
    String text = text(name);
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
