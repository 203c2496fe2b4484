package io.akashi.server.internal.page.search;

import io.akashi.event.Column;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.frame.Frame;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of the table beside the sentence, chosen in the address as {@code columns}. */
final class Columns {
  static final String PARAMETER = "columns";

  private static final List<Column> USUAL =
      List.of(Column.USER_ID, Column.PATIENT_ID, Column.SYSTEM);

  /** Always there: when, what and where it lies. */
  private static final Set<Column> FIXED =
      EnumSet.of(Column.OCCURRED_AT, Column.BOOK, Column.INDEX, Column.PART);

  private Columns() {}

  /**
   * One column to choose.
   *
   * @param id stable name
   * @param name heading in the language of the page
   */
  record Choice(String id, String name, boolean chosen) {}

  /** The chosen ones in the order of the vocabulary; what is none is passed over. */
  static List<Column> of(Filters filters) {
    List<String> named =
        filters.values(PARAMETER).stream()
            .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split("[, ]+")))
            .toList();
    if (named.isEmpty()) {
      return USUAL;
    }
    return Arrays.stream(Column.values())
        .filter(column -> named.contains(column.id()) && !FIXED.contains(column))
        .toList();
  }

  static List<Choice> choices(List<Column> chosen, Frame frame) {
    return Arrays.stream(Column.values())
        .filter(column -> !FIXED.contains(column))
        .map(
            column -> new Choice(column.id(), Cell.heading(column, frame), chosen.contains(column)))
        .toList();
  }
}
