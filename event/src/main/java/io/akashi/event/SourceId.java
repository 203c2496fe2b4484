package io.akashi.event;

/**
 * The name under which the house knows one sender of messages, e.g. {@code ehr-main}.
 *
 * @param value 1 to 64 of {@code a-z 0-9 . _ -}
 */
public record SourceId(String value) implements Comparable<SourceId> {
  /**
   * Everything that arrives from a sender nobody has named. Such messages are kept, never dropped.
   */
  public static final SourceId UNREGISTERED = new SourceId("unregistered");

  /** Akashi itself, the only writer of the books {@code house}, {@code register}, {@code root}. */
  public static final SourceId AKASHI = new SourceId("akashi");

  private static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException when {@code value} is not a source id; the message names the
   *     rule
   */
  public SourceId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "source id '%s' is not 1 to 64 characters of a-z 0-9 . _ -".formatted(value));
    }
  }

  /** Whether {@code value} may be a source id. */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(SourceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
