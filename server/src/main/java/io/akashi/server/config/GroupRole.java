package io.akashi.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A group of a directory or provider and the role its members have.
 *
 * @param role the role; never {@code sender}
 * @param group name or DN of the group, as the other side writes it; case does not matter
 */
public record GroupRole(Role role, String group) {
  /**
   * Reads {@code role=group}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static GroupRole parse(String text) {
    int equals = text.indexOf('=');
    String id = equals < 0 ? text : text.substring(0, equals).strip();
    String group = equals < 0 ? "" : text.substring(equals + 1).strip();
    Role role =
        Arrays.stream(Role.values())
            .filter(each -> each != Role.SENDER && each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> wrong(text));
    if (group.isEmpty()) {
      throw wrong(text);
    }
    return new GroupRole(role, group);
  }

  private static IllegalArgumentException wrong(String text) {
    String ids =
        Arrays.stream(Role.values())
            .filter(each -> each != Role.SENDER)
            .map(Role::id)
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "roles の %1$s は「役割=グループ」の形ではありません（役割: %2$s） / roles: %1$s is not role=group with one of %2$s"
            .formatted(text, ids));
  }

  /** Whether somebody of these groups has the role. */
  public boolean isOf(Iterable<String> groups) {
    for (String each : groups) {
      if (each.strip().toLowerCase(Locale.ROOT).equals(group.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
