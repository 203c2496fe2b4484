package io.akashi.server.internal.page.events;

import io.akashi.register.Account;
import io.akashi.register.Person;
import io.akashi.register.Row;
import io.akashi.register.State;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who stands behind user ids, as the registers say today: an id that is somebody's in one system
 * and another's in the next has both names. Immutable.
 */
public final class People {
  private final Map<String, Set<Who>> known = new HashMap<>();

  private People() {}

  /** The people of the registers; nobody is known while these cannot be read. */
  public static People of(Optional<State> registers) {
    People people = new People();
    registers.ifPresent(state -> {
      for (Row<Account> row : state.rows(Account.class)) {
        people.add(row.value().userId(), who(row.value(), state));
      }
      for (Row<Person> row : state.rows(Person.class)) {
        people.known.computeIfAbsent(row.value().staffId(), id -> Set.of(who(row.value())));
      }
    });
    return people;
  }

  /**
   * Somebody.
   *
   * @param name family and given name; empty when not known
   */
  public record Who(String name, String job, String department) {
    /** Nobody that is known. */
    public static final Who UNKNOWN = new Who("", "", "");
  }

  private void add(String user, Who who) {
    if (!who.equals(Who.UNKNOWN)) {
      known.computeIfAbsent(user, id -> new LinkedHashSet<>()).add(who);
    }
  }

  private static Who who(Account account, State state) {
    String staff = account.staffId();
    Optional<Who> person =
        staff == null
            ? Optional.empty()
            : state.find(Person.class, staff).map(row -> who(row.value()));
    return person.orElseGet(() ->
        new Who(
            joined(account.familyName(), account.givenName()),
            orEmpty(account.role()),
            orEmpty(account.department())));
  }

  private static Who who(Person person) {
    return new Who(
        joined(person.familyName(), person.givenName()),
        orEmpty(person.job()),
        orEmpty(person.department()));
  }

  /** Who a user id is; of several people each part names all of them. */
  public Who of(String user) {
    Set<Who> all = known.getOrDefault(user, Set.of());
    return switch (all.size()) {
      case 0 -> Who.UNKNOWN;
      case 1 -> all.iterator().next();
      default ->
          new Who(
              together(all.stream().map(Who::name)),
              together(all.stream().map(Who::job)),
              together(all.stream().map(Who::department)));
    };
  }

  private static String together(Stream<String> words) {
    return words.filter(word -> !word.isEmpty()).distinct().collect(Collectors.joining("・"));
  }

  private static String joined(@Nullable String family, @Nullable String given) {
    return Stream.of(orEmpty(family), orEmpty(given))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : VisibleText.line(text);
  }
}
