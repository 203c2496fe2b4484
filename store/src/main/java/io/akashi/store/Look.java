package io.akashi.store;

import java.util.Set;

/**
 * Who looks at the log. Every look is an entry of the book {@code house} before its result is seen;
 * so the methods that show entries ask for one.
 *
 * @param user user id of the person, or of the operating system's account for the command line
 * @param role role id, e.g. {@code auditor}
 * @param via {@code cli}, {@code api}, {@code web}
 * @param terminal address or terminal of the person, or the empty string
 * @param scope what the person may see; the store shows nothing else
 */
public record Look(String user, String role, String via, String terminal, Scope scope) {
  /** {@code object_type} of a look by a query. */
  public static final String QUERY = "query";

  /** {@code object_type} of a look at one entry. */
  public static final String ENTRY = "entry";

  /** {@code object_type} of a look at a book, read bundle by bundle. */
  public static final String BOOK = "book";

  /** {@code object_type} of a look at an answer with its findings, which name users and times. */
  public static final String ANSWER = "answer_view";

  /**
   * What tells a look from the other doings in the book {@code house}: its {@code object_type} is
   * one of these.
   */
  public static final Set<String> OBJECT_TYPES = Set.of(QUERY, ENTRY, BOOK, ANSWER);

  /** Of somebody who may see everything. */
  public Look(String user, String role, String via, String terminal) {
    this(user, role, via, terminal, Scope.ALL);
  }
}
