package io.akashi.register;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of changes that has its commit entry: folded as a whole, or refused as a whole.
 *
 * @param index of the commit entry in the book {@code register}
 * @param at when the commit was received
 * @param id its name
 * @param register id of the register
 * @param by who made it
 * @param reason as it was typed, maybe empty
 * @param approver who approved it, or null
 * @param changes how many rows it changes
 * @param source the file it was read from, null when it was typed
 * @param refusal why nothing of it counts, a sentence in Japanese and English; null when it counts
 */
public record Batch(
    long index,
    Instant at,
    String id,
    String register,
    String by,
    String reason,
    @Nullable String approver,
    int changes,
    @Nullable Source source,
    @Nullable String refusal) {

  /**
   * The file of an import, and what became of its rows: rows = added + changed + unchanged +
   * refused.
   *
   * @param name of the file, without folders
   * @param sha256 of the file, lower-case hex
   * @param systems which systems it lists; empty where the register knows none
   * @param whole whether rows that it does not name were closed
   * @param vanished rows of the register, of the same systems, that it does not name and that
   *     stayed: then it is not the whole list, and says nothing about how fresh they are
   */
  public record Source(
      String name,
      String sha256,
      List<String> systems,
      boolean whole,
      int rows,
      int added,
      int changed,
      int unchanged,
      int refused,
      int closed,
      int vanished) {
    public Source {
      systems = List.copyOf(systems);
    }
  }
}
