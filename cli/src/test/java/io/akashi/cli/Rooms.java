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
      Map.ofEntries(
          Map.entry("tlog", Set.of()),
          Map.entry("event", Set.of()),
          Map.entry("store", Set.of("tlog", "event")),
          Map.entry("register", Set.of("store", "event")),
          Map.entry("reconcile", Set.of("register", "store", "event")),
          Map.entry("evidence", Set.of("reconcile", "register", "store", "event")),
          Map.entry("intake", Set.of("event")),
          Map.entry("hospital", Set.of("event")),
          Map.entry("server", SERVER),
          Map.entry("cli", with(SERVER, "server", "hospital")),
          Map.entry("bench", with(SERVER, "server", "cli", "hospital")));

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
