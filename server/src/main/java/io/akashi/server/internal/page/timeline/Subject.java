package io.akashi.server.internal.page.timeline;

import io.akashi.event.Column;
import java.util.List;
import java.util.stream.Stream;

/** Whom or what a timeline is about. */
enum Subject {
  PATIENT("/patients", Column.PATIENT_ID),
  USER("/users", Column.USER_ID),
  TERMINAL("/terminals", Column.TERMINAL),
  SYSTEM("/systems", Column.SYSTEM);

  private final String path;
  private final Column column;

  Subject(String path, Column column) {
    this.path = path;
    this.column = column;
  }

  /** Where its pages are. */
  public String path() {
    return path;
  }

  /** The column that names it. */
  public Column column() {
    return column;
  }

  /** The columns of the table beside the sentence. */
  public List<Column> beside() {
    return Stream.of(Column.USER_ID, Column.PATIENT_ID, Column.TERMINAL, Column.SYSTEM)
        .filter(each -> each != column)
        .toList();
  }

  /** Its condition in an address, and its part of the names of texts. */
  public String id() {
    return column.id().replaceFirst("_id$", "");
  }
}
