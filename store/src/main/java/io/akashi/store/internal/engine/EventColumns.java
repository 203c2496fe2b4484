package io.akashi.store.internal.engine;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of events turned into columns, once, for all that take them column by column: texts in
 * UTF-8, numbers and times as they are kept ({@link Sql#storedTime}). It grows row by row, and
 * knows which columns are said by no row, or by all of them alike. For one thread.
 */
public final class EventColumns {
  private static final Column[] ALL = Column.values();
  private static final int FIRST_ROOM = 64;

  private final Utf8Cache cache;
  private final @Nullable Texts[] texts = new Texts[ALL.length];
  private final @Nullable Numbers[] numbers = new Numbers[ALL.length];
  private int rows;

  /**
   * @param cache texts that came before
   */
  public EventColumns(Utf8Cache cache) {
    this.cache = cache;
  }

  /** Appends a row. */
  public void add(AuditEvent event) {
    for (Column column : ALL) {
      switch (event.get(column)) {
        case null -> {}
        case String text -> textsOf(column.ordinal()).put(rows, text, cache);
        case Object number ->
            numbersOf(column.ordinal()).put(rows, kept(column, ((Number) number).longValue()));
      }
    }
    rows++;
  }

  private static long kept(Column column, long number) {
    return column.type() == Column.Type.TIME ? Sql.storedTime(column, number) : number;
  }

  private Texts textsOf(int column) {
    Texts known = texts[column];
    if (known == null) {
      known = new Texts();
      texts[column] = known;
    }
    return known;
  }

  private Numbers numbersOf(int column) {
    Numbers known = numbers[column];
    if (known == null) {
      known = new Numbers();
      numbers[column] = known;
    }
    return known;
  }

  public int size() {
    return rows;
  }

  /** The columns that any row says. */
  public Set<Column> used() {
    EnumSet<Column> used = EnumSet.noneOf(Column.class);
    for (int i = 0; i < ALL.length; i++) {
      if (texts[i] != null || numbers[i] != null) {
        used.add(ALL[i]);
      }
    }
    return used;
  }

  /** The text of a row in UTF-8, or null; not to be changed. */
  public byte @Nullable [] text(Column column, int row) {
    Texts said = texts[column.ordinal()];
    return said == null || row >= said.octets.length ? null : said.octets[row];
  }

  /** The texts of rows {@code from} to {@code to}, as {@link #text}. */
  byte[] @Nullable [] texts(Column column, int from, int to) {
    byte[] @Nullable [] range = new byte[to - from][];
    Texts said = texts[column.ordinal()];
    if (said != null && from < said.octets.length) {
      System.arraycopy(said.octets, from, range, 0, Math.min(to, said.octets.length) - from);
    }
    return range;
  }

  /** Whether a row says a number or time. */
  public boolean hasNumber(Column column, int row) {
    Numbers said = numbers[column.ordinal()];
    return said != null && said.said.get(row);
  }

  /** The number or time of a row; 0 when it says none. */
  public long number(Column column, int row) {
    Numbers said = numbers[column.ordinal()];
    return said == null || row >= said.values.length ? 0 : said.values[row];
  }

  /** What every row says alike, a String or Long; null when they differ or one says nothing. */
  public @Nullable Object constant(Column column) {
    Texts text = texts[column.ordinal()];
    Numbers number = numbers[column.ordinal()];
    if (text != null && text.alike == rows) {
      return new String(text.octets[0], StandardCharsets.UTF_8);
    }
    return number != null && number.alike == rows ? (Object) number.values[0] : null;
  }

  /** Rows without a value hold null. */
  private static final class Texts {
    private byte[] @Nullable [] octets = new byte[FIRST_ROOM][];
    private @Nullable String last;
    private int lastRow;

    /** Rows from the first on that say the same. */
    private int alike;

    void put(int row, String text, Utf8Cache cache) {
      if (row >= octets.length) {
        octets = Arrays.copyOf(octets, 2 * row);
      }
      // Most columns say the same as in the row before, often with the same object.
      octets[row] = text.equals(last) ? octets[lastRow] : cache.of(text);
      alike += alike == row && (row == 0 || text.equals(last)) ? 1 : 0;
      last = text;
      lastRow = row;
    }
  }

  private static final class Numbers {
    private final BitSet said = new BitSet();
    private long[] values = new long[FIRST_ROOM];
    private int alike;

    void put(int row, long number) {
      if (row >= values.length) {
        values = Arrays.copyOf(values, 2 * row);
      }
      values[row] = number;
      said.set(row);
      alike += alike == row && number == values[0] ? 1 : 0;
    }
  }
}
