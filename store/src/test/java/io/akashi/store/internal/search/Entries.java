package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries in memory, from index 0.
 *
 * @param besides payloads that lie beside, by their indexes
 */
public record Entries(List<byte[]> payloads, Map<Long, byte[]> besides) implements Unsealed {
  public Entries(List<byte[]> payloads) {
    this(payloads, Map.of());
  }

  /** The source of an entry of these tests. */
  public static String source(long index) {
    return index / 100 % 4 == 3 ? "lab-1" : "ehr-main";
  }

  /** The header of an entry of these tests. */
  public static byte[] header(long index, int length) {
    return "akashi/1 2026-11-22T00:26:30.%06dZ %s syslog+tcp 10.1.2.3:514 octet %d"
        .formatted(index % 1_000_000, source(index), length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] headerOf(long index) {
    byte[] payload = besides.get(index);
    return payload == null
        ? header(index, payloads.get((int) index).length)
        : (new String(header(index, payload.length), StandardCharsets.US_ASCII)
                + " digest=sha256:%064x".formatted(index))
            .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public EntryCursor read(IndexRange range) {
    return new EntryCursor() {
      private long at = range.first() - 1;

      @Override
      public boolean next() {
        return ++at < range.end();
      }

      @Override
      public long index() {
        return at;
      }

      @Override
      public byte[] header() {
        return headerOf(at);
      }

      @Override
      public byte[] payload() {
        return payloads.get((int) at);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<byte[]> beside(String digest, long length) {
    byte[] payload = besides.get(Long.parseLong(digest, 16));
    return Optional.ofNullable(payload).filter(found -> found.length == length);
  }
}
