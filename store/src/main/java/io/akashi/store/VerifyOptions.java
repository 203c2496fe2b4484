package io.akashi.store;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to verify.
 *
 * @param books the books to read
 * @param deep also decode every entry again and compare the columns
 * @param sinceLast start each book at its last verified checkpoint
 * @param resume go on where the last verification of the same depth was interrupted, if one was:
 *     nobody reads again what its marks, which are no secret and not signed, say that it read
 * @param progress told of every few thousand entries; called from the verifying thread
 */
public record VerifyOptions(
    Set<Book> books, boolean deep, boolean sinceLast, boolean resume, Consumer<Progress> progress) {

  /**
   * How far a verification has come.
   *
   * @param book the book being read
   * @param done entries read of it
   * @param total entries to read of it
   */
  public record Progress(Book book, long done, long total) {}

  /** Everything, once. */
  public static VerifyOptions whole() {
    return new VerifyOptions(EnumSet.allOf(Book.class), false, false, false, progress -> {});
  }
}
