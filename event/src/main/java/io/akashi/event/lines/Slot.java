package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Column;
import io.akashi.event.internal.text.CellCache;
import io.akashi.event.internal.text.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mapping does with one cell of a line. */
final class Slot {
  final int index;
  final String name;
  final byte[] nameBytes;

  /** The name as a JSON string and the colon after it. */
  final String jsonName;

  final List<Column> targets;
  final @Nullable ValueTable table;

  /** Whether a {@link TimeColumn} reads the cell. */
  final boolean ofTime;

  final CellCache cache = new CellCache();

  Slot(int index, String name, List<Column> targets, @Nullable ValueTable table, boolean ofTime) {
    this.index = index;
    this.name = name;
    this.nameBytes = name.getBytes(UTF_8);
    this.targets = List.copyOf(targets);
    this.table = table;
    this.ofTime = ofTime;
    StringBuilder json = new StringBuilder();
    JsonText.quote(json, name);
    this.jsonName = json.append(':').toString();
  }
}
