package io.akashi.event.lines;

import com.google.re2j.Pattern;
import io.akashi.event.internal.text.CellCache;
import io.akashi.event.lines.rows.Row;
import io.akashi.event.syslog.SyslogHeader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a form demands of one value of a line. One of the words or expressions is enough.
 *
 * @param place a cell, or {@link #PROGRAM} or {@link #HOST} of the syslog header
 * @param words values; the empty one is a cell that says nothing
 * @param found expressions of which one is found in the value
 * @param any whether any value that is not empty will do
 */
record Condition(int place, CellCache cache, Set<String> words, List<Pattern> found, boolean any) {
  static final int PROGRAM = -1;
  static final int HOST = -2;

  boolean holds(Row row, @Nullable SyslogHeader header) {
    String value = value(row, header);
    if (words.contains(value) || (any && !value.isEmpty())) {
      return true;
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).matcher(value).find()) {
        return true;
      }
    }
    return false;
  }

  /** The value the condition is about; empty when the line does not say it. */
  String value(Row row, @Nullable SyslogHeader header) {
    if (place >= 0) {
      return row.text(place, cache);
    }
    String said = header == null ? null : place == PROGRAM ? header.program() : header.host();
    return said == null ? "" : said;
  }

  /** Whether nothing but equality is asked, so that a table can answer. */
  boolean isExact() {
    return found.isEmpty() && !any;
  }
}
