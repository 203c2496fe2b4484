package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
public final class Events {
  /** 2026-11-22T00:00:00Z. */
  public static final long START = 1_795_305_600_000_000L;

  private Events() {}

  /** An event as a decoder makes it: patient and user repeat, times grow by a second each. */
  public static AuditEvent access(long index) {
    return access(index, 0).build();
  }

  public static AuditEvent.Builder access(long index, int part) {
    return AuditEvent.builder()
        .set(Column.BOOK, "clinical")
        .set(Column.INDEX, index)
        .set(Column.PART, part)
        .set(Column.RECEIVED_AT, START + index * 1_000_000 + 500_000)
        .set(Column.OCCURRED_AT, START + index * 1_000_000)
        .set(Column.TIME_QUALITY, "stated:+09:00")
        .set(Column.SOURCE, "ehr-main")
        .set(Column.SYSTEM, "電子カルテ")
        .set(Column.FORMAT, "lines")
        .set(Column.KIND, index % 2 == 0 ? "read" : "update")
        .set(Column.ACTION, "R")
        .set(Column.OUTCOME, "success")
        .set(Column.USER_ID, "n" + index % 7)
        .set(Column.USER_NAME, "山田 太郎")
        .set(Column.TERMINAL, "PC" + index % 5)
        .set(Column.ADDRESS, "10.1.2." + index % 9)
        .set(Column.PATIENT_ID, "P" + index % 11)
        .set(Column.CATEGORY, "検査結果")
        .set(Column.DECODER, "lines:ehr@1")
        .set(Column.DECODE_STATUS, "full");
  }

  /** An event with a value in every column, different for each index. */
  public static AuditEvent full(long index) {
    AuditEvent.Builder event = AuditEvent.builder();
    for (Column column : Column.values()) {
      switch (column.type()) {
        case TEXT -> event.set(column, column.japanese() + " 𠮷 'quoted' \"%\" \\ \0 " + index);
        case INT -> event.set(column, (int) (Integer.MIN_VALUE + index));
        case LONG -> event.set(column, Long.MAX_VALUE - index);
        case TIME -> event.set(column, -1 - index * 1_000_003);
      }
    }
    return event.set(Column.BOOK, "clinical").set(Column.INDEX, index).set(Column.PART, 0).build();
  }

  /** What a search gives back: {@code received_at} without parts of a millisecond. */
  static @Nullable Object found(AuditEvent event, Column column) {
    return column == Column.RECEIVED_AT && event.get(column) instanceof Long micros
        ? Long.valueOf(Math.floorDiv(micros, 1_000L) * 1_000L)
        : event.get(column);
  }
}
