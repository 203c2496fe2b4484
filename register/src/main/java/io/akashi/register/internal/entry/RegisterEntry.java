package io.akashi.register.internal.entry;

import io.akashi.register.Author;
import io.akashi.register.Batch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry of the book says: a change of a row, or the commit of a batch of them. */
public sealed interface RegisterEntry {
  /** The batch it belongs to. */
  String batch();

  /** Id of the register. */
  String register();

  Author author();

  /**
   * One row before and after, its values as JSON has them: text, Long, Boolean; nulls left out.
   *
   * @param expected index of the entry that last changed the row, null when there was none
   * @param before null when the row is new
   * @param after null when the row is closed
   */
  record Changed(
      String batch,
      String register,
      List<String> key,
      @Nullable Long expected,
      @Nullable Map<String, Object> before,
      @Nullable Map<String, Object> after,
      Author author)
      implements RegisterEntry {}

  /**
   * The end of a batch.
   *
   * @param count how many changes it has
   * @param digest SHA-256 of their payloads, each followed by LF, lower-case hex
   * @param source the file they were read from, null when they were typed
   */
  record Committed(
      String batch,
      String register,
      int count,
      String digest,
      Batch.@Nullable Source source,
      Author author)
      implements RegisterEntry {}
}
