package io.akashi.store;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the header line of an entry says. The line itself is the evidence and is kept verbatim; this
 * is its reading.
 *
 * @param receivedMicros when the message was read, microseconds since 1970-01-01T00:00:00Z
 * @param source who sent it, as far as the house knew
 * @param transport how it came
 * @param peer {@code host:port} of the sender, or {@code -}
 * @param framing label of the rule that took it out of its frame, or {@code -}
 * @param length length of the payload in bytes, of the original when it lies beside
 * @param keys the keys in their order, values unescaped; unmodifiable
 */
public record EntryHeader(
    long receivedMicros,
    SourceId source,
    Transport transport,
    String peer,
    String framing,
    long length,
    Map<String, String> keys) {

  /** Key: the payload lies beside under this digest, {@code sha256:} and 64 lower-case hex. */
  public static final String KEY_DIGEST = "digest";

  /** Key: how many keys of the arrival did not fit the header or had no valid name. */
  public static final String KEY_DROPPED = "dropped";

  private static final String SHA256 = "sha256:";

  public EntryHeader {
    keys = keys.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /** SHA-256 of the payload in lower-case hex when the payload lies beside, else empty. */
  public Optional<String> digest() {
    return Optional.ofNullable(keys.get(KEY_DIGEST)).map(value -> value.substring(SHA256.length()));
  }

  /**
   * The arrival this header was made from, with the payload given. The digest is left out: it says
   * where the payload lies, not what arrived.
   */
  public Arrival toArrival(byte[] payload) {
    Map<String, String> kept = keys;
    if (keys.containsKey(KEY_DIGEST)) {
      kept = new LinkedHashMap<>(keys);
      kept.remove(KEY_DIGEST);
    }
    return new Arrival(receivedMicros, source, transport, peer, framing, kept, payload);
  }
}
