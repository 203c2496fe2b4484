package io.akashi.event;

import java.util.Locale;
import java.util.Optional;

/** How far a payload was understood. Whatever the status, the entry keeps every byte. */
public enum DecodeStatus {
  /** Everything the format defines was read. */
  FULL("すべて解読"),
  /** Some of it was not; {@code decode_note} says what. */
  PARTIAL("一部解読"),
  /** Nothing but the time of receipt and the sender is known; {@code decode_note} says why. */
  UNREADABLE("解読不能");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String japanese;

  DecodeStatus(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code partial}. */
  public String id() {
    return id;
  }

  /** The Japanese name. */
  public String japanese() {
    return japanese;
  }

  /** The status of that stable name, or empty. */
  public static Optional<DecodeStatus> of(String id) {
    for (DecodeStatus status : values()) {
      if (status.id.equals(id)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
