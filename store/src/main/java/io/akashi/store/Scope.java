package io.akashi.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the log somebody may see: rights may be narrowed by book and by system
 * (docs/http-api.md). What lies outside is neither found nor counted, and cannot be opened.
 * Immutable.
 *
 * @param books the only books; empty for all
 * @param systems the only systems; empty for all, events without one included
 */
public record Scope(Set<Book> books, Set<String> systems) {
  /** Everything. */
  public static final Scope ALL = new Scope(Set.of(), Set.of());

  public Scope {
    books = Set.copyOf(books);
    systems = Set.copyOf(systems);
  }

  /** Whether anything is outside. */
  public boolean isNarrow() {
    return !books.isEmpty() || !systems.isEmpty();
  }

  /** Whether events of a book and system may be seen; null for events without a system. */
  public boolean has(Book book, @Nullable String system) {
    return has(book) && (systems.isEmpty() || (system != null && systems.contains(system)));
  }

  /** Whether something of that book may be seen. */
  public boolean has(Book book) {
    return books.isEmpty() || books.contains(book);
  }
}
