package io.akashi.store.internal.engine;

import io.akashi.event.Column;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Rows to give to DuckDB in one go. A column that no row says is left out, and one that all rows
 * say alike is given once: a line of an EHR fills half of the vocabulary, half of that always
 * alike, and a value that is given row by row costs the same whatever it says.
 *
 * @param rows where they lie
 * @param from number of the first row
 * @param to number behind the last row
 * @param varying the columns given row by row, in the order of the vocabulary; {@code index} is one
 * @param constants the columns given once, each a String or Long
 */
public record EventBatch(
    EventColumns rows, int from, int to, List<Column> varying, Map<Column, Object> constants) {

  /** The rows {@code from} up to, not including, {@code to}. */
  public static EventBatch of(EventColumns rows, int from, int to) {
    List<Column> varying = new ArrayList<>();
    Map<Column, Object> constants = new EnumMap<>(Column.class);
    for (Column column : rows.used()) {
      Object constant = column == Column.INDEX ? null : rows.constant(column);
      if (constant == null) {
        varying.add(column);
      } else {
        constants.put(column, constant);
      }
    }
    return new EventBatch(rows, from, to, varying, constants);
  }
}
