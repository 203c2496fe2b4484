package io.akashi.register;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do; nothing is written yet. Every row of the file is in exactly one of
 * {@code added}, {@code changed}, {@code unchanged}, {@code refused}; blank lines and titles are no
 * rows. Immutable.
 *
 * @param <R> the declared record
 * @param schema the register
 * @param source the file, for the commit entry
 * @param index end of the book that it was compared with
 * @param headings how each heading was understood
 * @param added rows that are new
 * @param changed rows that are different
 * @param unchanged how many are as they were, identical duplicates among them
 * @param refused rows that cannot be taken, each with its reason
 * @param vanished rows of the register, of the same systems, that the file does not name
 * @param closing whether committing closes the vanished
 * @param notes what else a person should know, each a sentence in Japanese and English
 */
public record Preview<R extends Record>(
    Schema<R> schema,
    Batch.Source source,
    long index,
    List<Heading> headings,
    List<Planned<R>> added,
    List<Planned<R>> changed,
    int unchanged,
    List<Refused> refused,
    List<Row<R>> vanished,
    boolean closing,
    List<String> notes) {
  public Preview {
    headings = List.copyOf(headings);
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    refused = List.copyOf(refused);
    vanished = List.copyOf(vanished);
    notes = List.copyOf(notes);
  }

  /**
   * A heading of the file.
   *
   * @param text as it stands there
   * @param fields ids of the fields it fills; empty when it is ignored
   * @param note why it is ignored or how it is read, or empty
   */
  public record Heading(String text, List<String> fields, Optional<String> note) {
    public Heading {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A row that would be written.
   *
   * @param line in the file, from 1
   * @param before the row as it is, with its version; null when it is new
   * @param after the row as it would be
   */
  public record Planned<R extends Record>(int line, @Nullable Row<R> before, R after) {}

  /**
   * A row that cannot be taken.
   *
   * @param line in the file, from 1
   * @param reason a sentence in Japanese and English
   */
  public record Refused(int line, String reason) {}

  /** How many rows the file has. */
  public int rows() {
    return added.size() + changed.size() + unchanged + refused.size();
  }
}
