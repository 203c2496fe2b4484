package io.akashi.server.internal.repeat;

import io.akashi.event.Transport;
import io.akashi.store.EntryHeader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the first entry of a batch with a key says of the batch, in its header ({@code
 * docs/formats/entry.md}). A batch lies in one group of the journal, which is there wholly or not
 * at all: where this mark is, the whole batch is.
 *
 * @param key the key
 * @param digest SHA-256 of the body after decompression, lower-case hex
 * @param count entries of the batch, this one included
 */
public record KeyMark(IdempotencyKey key, String digest, long count) {
  /** Header key: the idempotency key of the batch. */
  public static final String KEY = "idem";

  private static final String KEY_DIGEST = "idem-sha256";
  private static final String KEY_COUNT = "idem-count";
  private static final String COUNT = "[1-9][0-9]{0,8}";

  /** The header keys of the first entry, in their order. */
  public Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(KEY, key.value());
    keys.put(KEY_DIGEST, digest);
    keys.put(KEY_COUNT, Long.toString(count));
    return keys;
  }

  /** The mark in a header; empty when there is none that the HTTP intake would have made. */
  public static Optional<KeyMark> of(EntryHeader header) {
    String key = header.keys().getOrDefault(KEY, "");
    String digest = header.keys().getOrDefault(KEY_DIGEST, "");
    String count = header.keys().getOrDefault(KEY_COUNT, "");
    if (header.transport() != Transport.HTTP
        || key.isEmpty()
        || key.length() > IdempotencyKey.MAX_LENGTH
        || digest.isEmpty()
        || !count.matches(COUNT)) {
      return Optional.empty();
    }
    return Optional.of(new KeyMark(new IdempotencyKey(key), digest, Long.parseLong(count)));
  }
}
