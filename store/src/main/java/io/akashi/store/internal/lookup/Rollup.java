package io.akashi.store.internal.lookup;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.akashi.event.Column;
import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many events of a segment occurred in each hour (UTC), for each combination of {@link
 * #COLUMNS} that occurs: a whole rollup file ({@code docs/formats/segment.md}). Immutable.
 */
public final class Rollup {
  /** The columns it tells apart, in the order of the file. */
  public static final List<Column> COLUMNS =
      List.of(Column.SOURCE, Column.SYSTEM, Column.KIND, Column.CATEGORY, Column.OUTCOME);

  public static final long HOUR_MICROS = 3_600_000_000L;

  static final byte[] MAGIC = "AKASHIR1".getBytes(StandardCharsets.US_ASCII);
  static final int HEADER = MAGIC.length + Integer.BYTES;
  private static final int MOST = 1 << 28;
  private static final String DAMAGED = " is damaged";

  // values[column][id]; id 0 is null. A cell has one id for each column.
  private final @Nullable String[][] values;
  private final int[][] ids;
  private final long[] hours;
  private final long[] events;
  private final int undated;

  /** Takes cells. */
  public interface Cells {
    /**
     * @param hour hours since 1970-01-01T00Z
     * @param value of the column asked for, or null
     */
    void add(long hour, @Nullable String value, long events);
  }

  private Rollup(
      @Nullable String[][] values, int[][] ids, long[] hours, long[] events, int undated) {
    this.values = values;
    this.ids = ids;
    this.hours = hours;
    this.events = events;
    this.undated = undated;
  }

  /**
   * Reads a rollup file.
   *
   * @throws IOException when it cannot be read or is not as it was written
   */
  public static Rollup open(Disk disk, Path path) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(disk.readAll(path, MOST));
    try {
      byte[] magic = new byte[MAGIC.length];
      file.get(magic);
      int unpacked = file.getInt();
      if (!Arrays.equals(magic, MAGIC) || unpacked < 0 || unpacked > MOST) {
        throw new IOException(path + " is not a rollup file");
      }
      byte[] packed = new byte[file.remaining()];
      file.get(packed);
      return parse(ByteBuffer.wrap(Zstd.decompress(packed, unpacked)));
    } catch (BufferUnderflowException | IllegalArgumentException | ZstdException e) {
      throw new IOException(path + DAMAGED, e);
    }
  }

  private static Rollup parse(ByteBuffer in) {
    @Nullable String[][] values = new String[COLUMNS.size()][];
    for (int column = 0; column < values.length; column++) {
      values[column] = new String[Base128.readCount(in) + 1];
      for (int id = 1; id < values[column].length; id++) {
        values[column][id] = new String(Base128.readOctets(in), StandardCharsets.UTF_8);
      }
    }
    int undated = Base128.readCount(in);
    int cells = Math.addExact(undated, Base128.readCount(in));
    int[][] ids = new int[COLUMNS.size()][cells];
    long[] hours = new long[cells];
    long[] events = new long[cells];
    long hour = 0;
    for (int cell = 0; cell < cells; cell++) {
      if (cell >= undated) {
        hour += cell == undated ? Base128.readSigned(in) : Base128.read(in);
        hours[cell] = hour;
      }
      for (int column = 0; column < ids.length; column++) {
        long id = Base128.read(in);
        if (id < 0 || id >= values[column].length) {
          throw new IllegalArgumentException("a value that is not there");
        }
        ids[column][cell] = (int) id;
      }
      events[cell] = Base128.read(in);
    }
    return new Rollup(values, ids, hours, events, undated);
  }

  /**
   * Hands over what lies in a range of hours.
   *
   * @param equal values of some of {@link #COLUMNS} that a cell must have
   * @param from first hour
   * @param to the hour behind the last
   * @param by the column, one of {@link #COLUMNS}, whose values are told apart, or null
   */
  public void dated(
      Map<Column, String> equal, long from, long to, @Nullable Column by, Cells cells) {
    for (int cell = undated; cell < events.length; cell++) {
      if (hours[cell] >= from && hours[cell] < to && holds(cell, equal)) {
        cells.add(hours[cell], value(cell, by), events[cell]);
      }
    }
  }

  /** As {@link #dated}, of the events without a time; their hour is 0. */
  public void undated(Map<Column, String> equal, @Nullable Column by, Cells cells) {
    for (int cell = 0; cell < undated; cell++) {
      if (holds(cell, equal)) {
        cells.add(0, value(cell, by), events[cell]);
      }
    }
  }

  private boolean holds(int cell, Map<Column, String> equal) {
    for (Map.Entry<Column, String> wanted : equal.entrySet()) {
      if (!wanted.getValue().equals(value(cell, wanted.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String value(int cell, @Nullable Column column) {
    if (column == null) {
      return null;
    }
    int at = COLUMNS.indexOf(column);
    return values[at][ids[at][cell]];
  }
}
