package io.akashi.server.internal.page.events;

import io.akashi.event.Column;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of the pages about a patient, a user, a terminal and a system. */
public final class Places {
  /** What stands in a path as it is; all else would be refused or read in another way somewhere. */
  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9_.@-]{0,99}");

  private Places() {}

  /** Where the events of a value are, if there is such a page. */
  public static Optional<String> of(Column column, String value) {
    return switch (column) {
      case PATIENT_ID -> Optional.of(of("/patients", value));
      case USER_ID -> Optional.of(of("/users", value));
      case TERMINAL -> Optional.of(of("/terminals", value));
      case SYSTEM -> Optional.of(of("/systems", value));
      case ADDRESS -> Optional.of("/search?address=" + Filters.encode(value));
      default -> Optional.empty();
    };
  }

  /** The address of one of many: its name in the path, or as a parameter where it does not fit. */
  public static String of(String path, String id) {
    return SIMPLE.matcher(id).matches() ? path + "/" + id : path + "?id=" + Filters.encode(id);
  }
}
