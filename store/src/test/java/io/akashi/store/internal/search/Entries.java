package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Entries in memory, from index 0. */
public record Entries(List<byte[]> payloads) implements Unsealed {
  /** The header of an entry of these tests. */
  public static byte[] header(long index, int length) {
    return "akashi/1 2026-11-22T00:26:30.%06dZ ehr-main syslog+tcp 10.1.2.3:514 octet %d"
        .formatted(index % 1_000_000, length)
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
        return Entries.header(at, payload().length);
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
    return Optional.empty();
  }
}
