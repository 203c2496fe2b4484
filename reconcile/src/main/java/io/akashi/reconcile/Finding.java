package io.akashi.reconcile;

import io.akashi.store.Book;
import java.util.List;

/**
 * One difference between the registers and the log.
 *
 * @param id stable name: the same subject of the same comparison has the same, on every day
 * @param comparison id and version of what found it
 * @param subject what it is about, e.g. system and user id
 * @param ja a sentence that a department head understands
 * @param en the same in English
 * @param rows the rows of registers that it contradicts or that show it
 * @param events events that show it
 */
public record Finding(
    String id,
    String comparison,
    List<String> subject,
    String ja,
    String en,
    List<RowRef> rows,
    List<EventRef> events) {
  public Finding {
    subject = List.copyOf(subject);
    rows = List.copyOf(rows);
    events = List.copyOf(events);
  }

  /**
   * A row of a register.
   *
   * @param version index of the entry in the book {@code register} that last changed it
   */
  public record RowRef(String register, List<String> key, long version) {
    public RowRef {
      key = List.copyOf(key);
    }
  }

  /** An event. */
  public record EventRef(Book book, long index, int part) {}
}
