package io.akashi.server.internal.page.settings;

import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Roles, books and systems as a form sends them. What it does not know is left out. */
final class Rights {
  /** The roles a person may have. */
  static final List<Role> ROLES =
      List.of(
          Role.OPERATOR, Role.MANAGER, Role.AUDITOR, Role.EXECUTIVE, Role.DEPARTMENT, Role.ADMIN);

  private Rights() {}

  static Set<Role> roles(Collection<String> ids) {
    return named(EnumSet.noneOf(Role.class), ROLES, Role::id, ids);
  }

  /**
   * @param systems one a line
   */
  static Scope scope(Collection<String> books, String systems) {
    return new Scope(
        books.stream().map(Rights::book).collect(Collectors.toUnmodifiableSet()),
        Arrays.stream(systems.split("\\R"))
            .map(String::strip)
            .filter(system -> !system.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** A book that is none is not left out: without any book a scope would be all of them. */
  private static Book book(String id) {
    return Book.of(id)
        .orElseThrow(() ->
            Problem.badRequest("その帳簿はありません。選び直してください。 / there is no such book: choose again"));
  }

  private static <T> Set<T> named(
      Set<T> into, List<T> all, Function<T, String> id, Collection<String> ids) {
    all.stream().filter(each -> ids.contains(id.apply(each))).forEach(into::add);
    return into;
  }
}
