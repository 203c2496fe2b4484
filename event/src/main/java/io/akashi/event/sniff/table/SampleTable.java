package io.akashi.event.sniff.table;

import java.util.List;

/**
 * The sample as a table.
 *
 * @param shape how rows fall into cells
 * @param headingLine number of the heading line from 1; 0 when there is none
 * @param names of the columns: headings, names of pairs, or {@code 列1} …; none blank, none twice
 * @param named which of the names the file itself gives
 * @param rows cells by column; absent ones empty
 * @param ignore lines that are no records: titles, totals, a heading that cannot be used as it is
 */
public record SampleTable(
    RowShape shape,
    int headingLine,
    List<String> names,
    List<Boolean> named,
    List<List<String>> rows,
    List<String> ignore) {

  /** The cells of one column, in the order of the rows. */
  public List<String> column(int index) {
    return rows.stream().map(row -> index < row.size() ? row.get(index) : "").toList();
  }
}
