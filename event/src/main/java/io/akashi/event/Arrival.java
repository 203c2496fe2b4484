package io.akashi.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One message as it came out of its frame, before anybody tried to understand it.
 *
 * <p>The payload array is handed over, not copied: the maker must not touch it again, and readers
 * must not change it. This is the hot path of the whole house.
 *
 * @param receivedMicros when the message was read, microseconds since 1970-01-01T00:00:00Z
 * @param source who sent it, as far as the house knows
 * @param transport how it came
 * @param peer {@code host:port} (IPv6 in brackets) of the sender, or {@code -}
 * @param framing label of the rule that took it out of its frame, e.g. {@code octet}, or {@code -}
 * @param keys further header keys in order, e.g. {@code cert}, {@code truncated}, {@code repaired};
 *     values unescaped
 * @param payload the exact bytes of the message, never re-encoded
 */
public record Arrival(
    long receivedMicros,
    SourceId source,
    Transport transport,
    String peer,
    String framing,
    Map<String, String> keys,
    byte[] payload) {

  /** The peer or framing of a message that has none. */
  public static final String NONE = "-";

  /** Key: SHA-256 of the client certificate, lower-case hex. */
  public static final String KEY_CERT = "cert";

  /** Key: {@code 1} when the sender's message was longer than the house takes, and cut. */
  public static final String KEY_TRUNCATED = "truncated";

  /** Key: the framing rule that failed before {@link #framing} succeeded. */
  public static final String KEY_REPAIRED = "repaired";

  /** When the message was read, with the precision an entry keeps. */
  public Instant receivedAt() {
    return Instant.EPOCH.plus(receivedMicros, ChronoUnit.MICROS);
  }
}
