package io.akashi.event.internal.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and values in the sender's order that several events of one entry keep. */
public final class FieldList {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** Keeps a text; null and the empty text say nothing. */
  public void put(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      names.add(name);
      values.add(value);
    }
  }

  /** Puts all of them into the fields of an event. */
  public void copyTo(Fields fields) {
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), values.get(i));
    }
  }
}
