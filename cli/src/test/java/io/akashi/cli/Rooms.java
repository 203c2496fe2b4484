package io.akashi.cli;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of DESIGN.md section 3. */
final class Rooms {
  private static final Set<String> SERVER =
      Set.of("tlog", "event", "store", "register", "reconcile", "evidence", "intake");

  /** Each room with the rooms it may use. A row is added when a room is made. */
  static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "tlog", Set.of(),
          "event", Set.of(),
          "store", Set.of("tlog", "event"),
          "register", Set.of("store", "event"),
          "reconcile", Set.of("register", "store", "event"),
          "evidence", Set.of("reconcile", "register", "store", "event"),
          "intake", Set.of("event"),
          "server", SERVER,
          "cli", with(SERVER, "server"),
          "bench", with(SERVER, "server", "cli"));

  private static final String ROOT = "io.akashi.";

  private Rooms() {}

  private static Set<String> with(Set<String> rooms, String... more) {
    return Stream.concat(rooms.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  /** The room a package lies in, or the empty string outside of Akashi. */
  static String of(String packageName) {
    if (!packageName.startsWith(ROOT)) {
      return "";
    }
    return packageName.substring(ROOT.length()).split("\\.", 2)[0];
  }
}
