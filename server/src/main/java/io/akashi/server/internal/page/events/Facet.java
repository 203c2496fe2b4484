package io.akashi.server.internal.page.events;

import io.akashi.event.Column;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.store.Tally;
import io.akashi.store.View;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values of a column among what a view finds.
 *
 * @param heading of the column
 * @param values the most frequent first
 * @param without events that do not say it
 * @param others events of further values
 * @param chosen address without the condition on this column, or null when there is none
 */
public record Facet(
    String heading, List<Value> values, long without, long others, @Nullable String chosen) {
  /**
   * One value.
   *
   * @param id as the events have it
   * @param name as a person reads it
   * @param events how many
   * @param address where the value is one of the conditions
   */
  public record Value(String id, String name, long events, String address) {}

  /**
   * Counts; the rows of the view are read once for all columns.
   *
   * @param columns each one of {@link io.akashi.store.Query#FILTERS}
   * @param path page that the values lead to
   * @return those with any value, in the order of the columns
   */
  public static List<Facet> of(
      View view, List<Column> columns, int most, String path, Filters filters, Frame frame) {
    List<Tally> tallies = view.tallies(ways(columns, most));
    return IntStream.range(0, columns.size())
        .mapToObj(i -> of(tallies.get(i), columns.get(i), path, filters, frame))
        .filter(facet -> !facet.values.isEmpty())
        .toList();
  }

  /** How the columns are counted. */
  public static List<Tally.By> ways(List<Column> columns, int most) {
    return columns.stream().<Tally.By>map(column -> new Tally.ByValue(column, most)).toList();
  }

  private static Facet of(Tally tally, Column column, String path, Filters filters, Frame frame) {
    String parameter = column.id().replaceFirst("_id$", "");
    return new Facet(
        Cell.heading(column, frame),
        tally.rows().stream()
            .map(row ->
                new Value(
                    row.key(),
                    Cell.name(column, row.key(), frame),
                    row.events(),
                    filters.with(parameter, row.key()).at(path)))
            .toList(),
        tally.without(),
        tally.others(),
        filters.has(parameter) ? filters.without(parameter).at(path) : null);
  }
}
