package io.akashi.server.internal.page.events;

import io.akashi.event.Column;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.store.Tally;
import io.akashi.store.View;
import java.util.List;
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
   * Counts.
   *
   * @param column one of {@link io.akashi.store.Query#FILTERS}
   * @param path page that the values lead to
   */
  public static Facet of(
      View view, Column column, int most, String path, Filters filters, Frame frame) {
    Tally tally = view.tally(new Tally.ByValue(column, most));
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

  /** Whether there is anything to choose from. */
  public boolean says() {
    return !values.isEmpty();
  }
}
