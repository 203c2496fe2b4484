package io.akashi.store.internal.segment;

import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A Bloom filter of the values that people ask for: says for certain that a segment does not hold a
 * patient, a user, …, and is wrong the other way once in about a hundred. Immutable.
 */
public final class LookupFilter {
  /** The columns it knows. */
  public static final List<Column> COLUMNS =
      List.of(Column.PATIENT_ID, Column.USER_ID, Column.TERMINAL, Column.ADDRESS, Column.SOURCE);

  private static final byte[] MAGIC = "AKASHIL1".getBytes(StandardCharsets.US_ASCII);
  private static final int BITS_A_VALUE = 10;
  private static final int PROBES = 7;
  private static final int HEADER = MAGIC.length + Integer.BYTES;

  /** Knows nothing, so it excludes nothing. */
  static final LookupFilter EVERYTHING = new LookupFilter(new byte[] {-1});

  private final byte[] bits;

  private LookupFilter(byte[] bits) {
    this.bits = bits;
  }

  /** The filter of the rows a relation gives. */
  static LookupFilter of(Engine engine, String relation) {
    Hashes hashes = new Hashes();
    try (Lease lease = engine.work()) {
      for (Column column : COLUMNS) {
        lease.query(
            "SELECT DISTINCT %1$s FROM (%2$s) WHERE %1$s IS NOT NULL"
                .formatted(Sql.name(column), relation),
            List.of(),
            chunk -> {
              for (long row = 0; row < chunk.rowCount(); row++) {
                hashes.add(hash(column, chunk.vector(0).getString(row)));
              }
              return true;
            });
      }
    }
    LookupFilter filter =
        new LookupFilter(new byte[Math.max(8, hashes.count * BITS_A_VALUE / 8 + 1)]);
    for (int i = 0; i < hashes.count; i++) {
      filter.put(hashes.values[i]);
    }
    return filter;
  }

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException when the content is not one
   */
  static LookupFilter parse(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    if (content.length <= HEADER
        || !Arrays.equals(MAGIC, Arrays.copyOf(content, MAGIC.length))
        || in.getInt(MAGIC.length) != content.length - HEADER) {
      throw new IllegalArgumentException("this is not a lookup file");
    }
    return new LookupFilter(Arrays.copyOfRange(content, HEADER, content.length));
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(HEADER + bits.length)
        .put(MAGIC)
        .putInt(bits.length)
        .put(bits)
        .array();
  }

  /** Whether the value may occur in that column, one of {@link #COLUMNS}. */
  public boolean mayHold(Column column, String value) {
    long hash = hash(column, value);
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(hash, probe);
      if ((bits[(int) (bit >>> 3)] & (1 << (bit & 7))) == 0) {
        return false;
      }
    }
    return true;
  }

  private void put(long hash) {
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(hash, probe);
      bits[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
    }
  }

  private long bit(long hash, int probe) {
    long mixed = (hash >>> 32) + probe * (hash & 0xffff_ffffL);
    return mixed % (bits.length * 8L);
  }

  /** FNV-1a of column, NUL, value in UTF-8; then the 64-bit finaliser of MurmurHash3. */
  private static long hash(Column column, String value) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (column.id() + '\0' + value).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static final class Hashes {
    private long[] values = new long[1024];
    private int count;

    private void add(long hash) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] = hash;
    }
  }
}
