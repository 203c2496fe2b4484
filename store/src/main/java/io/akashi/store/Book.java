package io.akashi.store;

import java.util.Locale;
import java.util.Optional;

/**
 * A book (帳簿): one tamper-evident log with one retention class and one origin (DESIGN.md section
 * 4). The ids are names of folders, columns and URLs; they never change.
 */
public enum Book {
  /** Accesses to medical information. */
  CLINICAL("診療情報アクセス"),
  /** Operating systems, network, security, databases. */
  INFRASTRUCTURE("基盤"),
  /** Akashi's own doings: logins, searches, findings, decisions. */
  HOUSE("証自身の記録"),
  /** Every change of every register. */
  REGISTER("台帳の変更"),
  /** Checkpoints of the other books, segment manifests, prunes, keys. No personal data. */
  ROOT("根");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String japanese;

  Book(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code clinical}. */
  public String id() {
    return id;
  }

  /** The Japanese name, for people. */
  public String japanese() {
    return japanese;
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
