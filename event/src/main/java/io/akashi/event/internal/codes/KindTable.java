package io.akashi.event.internal.codes;

import io.akashi.event.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What codes of an audit message mean, from a resource of five columns: code of the event, code of
 * its type, action (C R U D E), outcome ({@code 0} success, {@code !} anything else), kind. {@code
 * *} takes anything. Of several rows that fit, those with both codes win, then those with a type,
 * then those with an event; else the upper one. Immutable.
 */
public final class KindTable {
  private static final String ANY = "*";
  private static final String FAILED = "!";

  private record Row(String action, String outcome, Kind kind) {
    boolean fits(@Nullable String saidAction, boolean failed) {
      return (action.equals(ANY) || action.equals(saidAction))
          && (outcome.equals(ANY) || outcome.equals(FAILED) == failed);
    }
  }

  private final Map<String, Map<String, List<Row>>> rows = new HashMap<>();

  private KindTable() {}

  /**
   * Reads a resource in the package of a class.
   *
   * @throws IllegalStateException when it is missing or malformed, or names a kind that is none
   */
  public static KindTable load(Class<?> beside, String resource) {
    KindTable table = new KindTable();
    for (String[] row : CodeFile.rows(beside, resource, 5)) {
      Kind kind =
          Kind.of(row[4])
              .orElseThrow(() -> new IllegalStateException(resource + ": no kind " + row[4]));
      table
          .rows
          .computeIfAbsent(row[0], event -> new HashMap<>())
          .computeIfAbsent(row[1], type -> new ArrayList<>())
          .add(new Row(row[2], row[3], kind));
    }
    return table;
  }

  /**
   * The kind of an event, or null when the table does not say.
   *
   * @param types codes of its type in the sender's order, perhaps none
   * @param failed whether an outcome other than success was said
   */
  public @Nullable Kind find(
      @Nullable String event, List<String> types, @Nullable String action, boolean failed) {
    Kind kind = withType(event, types, action, failed);
    kind = kind == null ? withType(ANY, types, action, failed) : kind;
    kind = kind == null ? row(event, ANY, action, failed) : kind;
    return kind == null ? row(ANY, ANY, action, failed) : kind;
  }

  private @Nullable Kind withType(
      @Nullable String event, List<String> types, @Nullable String action, boolean failed) {
    for (String type : types) {
      Kind kind = row(event, type, action, failed);
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  private @Nullable Kind row(
      @Nullable String event, String type, @Nullable String action, boolean failed) {
    Map<String, List<Row>> ofEvent = event == null ? null : rows.get(event);
    List<Row> ofType = ofEvent == null ? null : ofEvent.get(type);
    if (ofType != null) {
      for (Row row : ofType) {
        if (row.fits(action, failed)) {
          return row.kind;
        }
      }
    }
    return null;
  }
}
