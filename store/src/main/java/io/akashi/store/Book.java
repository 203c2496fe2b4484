package io.akashi.store;

import java.util.Locale;
import java.util.Optional;

/**
 * A book (帳簿): one tamper-evident log with one retention class and one origin (DESIGN.md section
 * 4). The ids are names of folders, columns and URLs; they never change.
 */
public enum Book {
  /** Accesses to medical information. */
  CLINICAL("診療情報アクセス", "Clinical access"),
  /** Operating systems, network, security, databases. */
  INFRASTRUCTURE("基盤", "Infrastructure"),
  /** Akashi's own doings: logins, searches, findings, decisions. */
  HOUSE("証自身の記録", "Akashi's own doings"),
  /** Every change of every register. */
  REGISTER("台帳の変更", "Changes of registers"),
  /** Checkpoints of the other books, segment manifests, prunes, keys. No personal data. */
  ROOT("全帳簿の控え", "Record of all books");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String japanese;
  private final String english;

  Book(String japanese, String english) {
    this.japanese = japanese;
    this.english = english;
  }

  /** The stable name, e.g. {@code clinical}. */
  public String id() {
    return id;
  }

  /** The Japanese name, for people. */
  public String japanese() {
    return japanese;
  }

  /** The English name, for people. */
  public String english() {
    return english;
  }

  /** The book of that stable name, or empty. */
  public static Optional<Book> of(String id) {
    for (Book book : values()) {
      if (book.id.equals(id)) {
        return Optional.of(book);
      }
    }
    return Optional.empty();
  }
}
