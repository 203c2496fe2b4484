package io.akashi.event;

import io.akashi.event.internal.time.Rfc3339;

/**
 * Events as CSV (RFC 4180): one column for each {@link Column} in its order, the header line with
 * the stable names, lines ended by CR LF, empty where a column is null, times as in {@link
 * EventJson}. Immutable.
 *
 * @param guardFormulas put an apostrophe before text that a spreadsheet would run as a formula (it
 *     begins with {@code = + - @}, of full width too, tab, CR or LF). Off, every value is exact
 */
public record EventCsv(boolean guardFormulas) {
  private static final String BEGINS_FORMULAS = "=+-@＝＋－＠\t\r\n";
  private static final String LINE_END = "\r\n";

  /** The line with the stable names. */
  public String header() {
    StringBuilder out = new StringBuilder(512);
    for (Column column : Column.values()) {
      out.append(column.ordinal() == 0 ? "" : ",").append(column.id());
    }
    return out.append(LINE_END).toString();
  }

  /** Appends one event and its line end. */
  public void write(AuditEvent event, StringBuilder out) {
    for (Column column : Column.values()) {
      if (column.ordinal() > 0) {
        out.append(',');
      }
      Object value = event.get(column);
      if (value instanceof String text) {
        append(out, text);
      } else if (value != null && column.type() == Column.Type.TIME) {
        Rfc3339.append(out, (Long) value);
      } else if (value != null) {
        out.append(value);
      }
    }
    out.append(LINE_END);
  }

  /** Appends one cell, in quotes where it needs them. */
  public void append(StringBuilder out, String text) {
    String safe = guardFormulas && isFormula(text) ? "'" + text : text;
    if (!needsQuotes(safe)) {
      out.append(safe);
      return;
    }
    out.append('"').append(safe.replace("\"", "\"\"")).append('"');
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && BEGINS_FORMULAS.indexOf(text.charAt(0)) >= 0;
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }
}
