package io.akashi.cli;

import java.util.Map;
import java.util.Set;

/** The table of DESIGN.md section 3. */
final class Rooms {
  /** Each room with the rooms it may use. A row is added when a room is made. */
  static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "tlog", Set.of(),
          "event", Set.of(),
          "store", Set.of("tlog", "event"),
          "register", Set.of("store", "event"),
          "intake", Set.of("event"),
          "server", Set.of("tlog", "event", "store", "register", "intake"),
          "cli", Set.of("tlog", "event", "store", "register", "intake", "server"),
          "bench", Set.of("tlog", "event", "store", "register", "intake", "server", "cli"));

  private static final String ROOT = "io.akashi.";

  private Rooms() {}

  /** The room a package lies in, or the empty string outside of Akashi. */
  static String of(String packageName) {
    if (!packageName.startsWith(ROOT)) {
      return "";
    }
    return packageName.substring(ROOT.length()).split("\\.", 2)[0];
  }
}
