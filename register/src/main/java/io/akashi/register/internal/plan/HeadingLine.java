package io.akashi.register.internal.plan;

import io.akashi.register.Schema;
import io.akashi.register.internal.table.Table;
import io.akashi.register.internal.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The line of headings of a table, or the two lines of one that has merged cells.
 *
 * @param table the table
 * @param at which of its lines is the first of the headings
 * @param size 1 or 2
 * @param headings one for each column
 * @param mapping what they mean
 */
record HeadingLine(Table table, int at, int size, List<Mapping.Heading> headings, Mapping mapping) {
  private static final int LOOKED_AT = 50;

  /** What stands further right is not read. */
  private static final int MAX_COLUMNS = 500;

  /**
   * Finds it among the first lines of the tables: where most columns are understood.
   *
   * @param given fields that are said beside the file
   * @throws TableException when a key has no column anywhere
   */
  static HeadingLine find(List<Table> tables, Schema<?> schema, List<String> given)
      throws TableException {
    HeadingLine nearest = null;
    for (Table table : tables) {
      HeadingLine best = null;
      // One line before two: a title above the headings is not merged into them.
      for (int size = 1; size <= 2; size++) {
        for (int i = 0; i < Math.min(LOOKED_AT, table.lines().size()); i++) {
          best = better(best, of(table, i, size, schema));
        }
      }
      if (best != null && best.missing(schema, given).isEmpty()) {
        return best;
      }
      nearest = better(nearest, best);
    }
    throw none(nearest, schema, given);
  }

  /** The first unless the second is truly better. */
  private static @Nullable HeadingLine better(
      @Nullable HeadingLine first, @Nullable HeadingLine second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return second.mapping().score() > first.mapping().score() ? second : first;
  }

  private static HeadingLine of(Table table, int at, int size, Schema<?> schema) {
    List<String> top = table.lines().get(at).cells();
    List<String> bottom =
        size == 1 || at + 1 == table.lines().size() ? List.of() : table.lines().get(at + 1).cells();
    List<Mapping.Heading> headings = new ArrayList<>();
    String spanning = "";
    int columns = Math.min(MAX_COLUMNS, Math.max(top.size(), bottom.size()));
    for (int i = 0; i < columns; i++) {
      String upper = i < top.size() ? top.get(i) : "";
      String lower = i < bottom.size() ? bottom.get(i) : "";
      spanning = upper.isEmpty() ? spanning : upper;
      if (lower.isEmpty()) {
        headings.add(Mapping.Heading.of(upper, upper));
      } else if (spanning.isEmpty()) {
        headings.add(Mapping.Heading.of(lower, lower));
      } else {
        headings.add(Mapping.Heading.of(spanning + " " + lower, lower, spanning + lower, upper));
      }
    }
    return new HeadingLine(table, at, size, headings, Mapping.guess(schema, headings));
  }

  /** The keys that nothing says. */
  private List<Schema.Column> missing(Schema<?> schema, List<String> given) {
    return schema.columns().stream()
        .filter(c -> !c.nullable() && c.key())
        .filter(c -> !given.contains(c.id()) && !mapping.fills(schema, c.id()))
        .toList();
  }

  private static TableException none(
      @Nullable HeadingLine nearest, Schema<?> schema, List<String> given) {
    if (nearest == null) {
      return new TableException("表に行がありません。", "the table has no lines");
    }
    List<Schema.Column> missing = nearest.missing(schema, given);
    String ja = missing.stream().map(Schema.Column::ja).collect(Collectors.joining("、"));
    String en = missing.stream().map(Schema.Column::en).collect(Collectors.joining(", "));
    if (missing.stream().allMatch(c -> c.id().equals("system"))) {
      return new TableException(
          "どのシステムの一覧か分かりません。--system を付けてください。",
          "say of which system this is the list, with --system");
    }
    String seen =
        nearest.headings().stream()
            .map(Mapping.Heading::shown)
            .filter(h -> !h.isEmpty())
            .limit(20)
            .collect(Collectors.joining("、"));
    return new TableException(
        "見出しに「%s」の列がありません（見つけた見出し: %s）。".formatted(ja, seen), "no heading says %s".formatted(en));
  }

  /** Whether a line repeats the headings, as on every printed page. */
  boolean isRepeated(Table.Line line) {
    for (int k = 0; k < size; k++) {
      if (line.cells().equals(table.lines().get(at + k).cells())) {
        return true;
      }
    }
    return false;
  }

  /** The lines below. */
  List<Table.Line> rows() {
    return table.lines().subList(at + size, table.lines().size());
  }
}
