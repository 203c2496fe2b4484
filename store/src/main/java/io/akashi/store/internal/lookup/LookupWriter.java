package io.akashi.store.internal.lookup;

import com.github.luben.zstd.ZstdCompressCtx;
import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the content of a lookup file: each value once, in the order of its octets, with its rows.
 * It holds no more than the packed blocks. For one thread.
 */
public final class LookupWriter {
  private static final int ZSTD_LEVEL = 6;
  private static final int BLOCK_VALUES = 512;
  private static final int BLOCK_BYTES = 16_384;

  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private final ZstdCompressCtx zstd;

  // Of one column.
  private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
  private long count;

  // Of one block.
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private int values;
  private byte[] first = {};
  private byte[] last = {};

  // Of one value: its rows, and those of each stretch it occurs in.
  private final ByteArrayOutputStream stretches = new ByteArrayOutputStream();
  private byte[] value = {};
  private long rows;
  private long stretch;

  private LookupWriter(ZstdCompressCtx zstd) {
    this.zstd = zstd;
  }

  /** The lookup of the rows a relation gives. */
  public static byte[] of(Engine engine, String relation) {
    try (ZstdCompressCtx zstd = new ZstdCompressCtx();
        Lease lease = engine.work()) {
      zstd.setLevel(ZSTD_LEVEL);
      zstd.setChecksum(true);
      return new LookupWriter(zstd).write(lease, relation);
    }
  }

  private byte[] write(Lease lease, String relation) {
    long untimed =
        lease.number(
            "SELECT count(*) FROM (%s) WHERE %s IS NULL"
                .formatted(relation, Sql.name(Column.OCCURRED_AT)),
            List.of());
    Base128.write(untimed, directory);
    writeStretches(lease, relation);
    for (Column column : Lookup.COLUMNS) {
      lease.query(
          "SELECT %1$s, \"index\" // %2$d, count(*) FROM (%3$s) WHERE %1$s IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
              .formatted(Sql.name(column), Lookup.STRETCH, relation),
          List.of(),
          chunk -> {
            for (long row = 0; row < chunk.rowCount(); row++) {
              add(
                  chunk.vector(0).getString(row).getBytes(StandardCharsets.UTF_8),
                  chunk.vector(1).getLong(row),
                  chunk.vector(2).getLong(row));
            }
            return true;
          });
      endColumn();
    }
    byte[] names = directory.toByteArray();
    return BlockFile.content(Lookup.MAGIC, names, packed.toByteArray());
  }

  private void writeStretches(Lease lease, String relation) {
    ByteArrayOutputStream times = new ByteArrayOutputStream();
    long[] number = new long[1];
    String time = Sql.name(Column.OCCURRED_AT);
    lease.query(
        "SELECT \"index\" // %1$d, epoch_us(min(%2$s)), epoch_us(max(%2$s)) FROM (%3$s) WHERE %2$s IS NOT NULL GROUP BY 1 ORDER BY 1"
            .formatted(Lookup.STRETCH, time, relation),
        List.of(),
        chunk -> {
          for (long row = 0; row < chunk.rowCount(); row++) {
            for (int column = 0; column < 3; column++) {
              Base128.writeSigned(chunk.vector(column).getLong(row), times);
            }
            number[0]++;
          }
          return true;
        });
    Base128.write(number[0], directory);
    directory.writeBytes(times.toByteArray());
  }

  private void add(byte[] next, long number, long count) {
    if (rows == 0 || !Arrays.equals(next, value)) {
      endValue();
      value = next;
      stretch = 0;
    }
    Base128.write(number - stretch, stretches);
    Base128.write(count, stretches);
    stretch = number;
    rows += count;
  }

  private void endValue() {
    if (rows == 0) {
      return;
    }
    int shared = 0;
    if (values == 0) {
      first = value;
    } else {
      shared = Math.max(0, Arrays.mismatch(last, value));
      if (Arrays.compareUnsigned(last, value) >= 0) {
        throw new IllegalStateException("the engine did not sort the values of a lookup");
      }
    }
    Base128.write(shared, block);
    Base128.write(value.length - (long) shared, block);
    block.write(value, shared, value.length - shared);
    Base128.write(rows, block);
    block.writeBytes(stretches.toByteArray());
    stretches.reset();
    rows = 0;
    last = value;
    values++;
    if (values == BLOCK_VALUES || block.size() >= BLOCK_BYTES) {
      endBlock();
    }
  }

  private void endBlock() {
    if (values == 0) {
      return;
    }
    byte[] bytes = zstd.compress(block.toByteArray());
    Base128.writeOctets(first, blocks);
    Base128.write(bytes.length, blocks);
    Base128.write(block.size(), blocks);
    packed.writeBytes(bytes);
    count++;
    block.reset();
    values = 0;
  }

  private void endColumn() {
    endValue();
    endBlock();
    Base128.write(count, directory);
    directory.writeBytes(blocks.toByteArray());
    blocks.reset();
    count = 0;
  }
}
