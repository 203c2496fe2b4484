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
 * @param progress told of every few thousand entries; called from the verifying thread
 */
public record VerifyOptions(
    Set<Book> books, boolean deep, boolean sinceLast, Consumer<Progress> progress) {

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
    return new VerifyOptions(EnumSet.allOf(Book.class), false, false, progress -> {});
  }
}
