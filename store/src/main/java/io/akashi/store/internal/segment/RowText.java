package io.akashi.store.internal.segment;

import io.akashi.event.Column;
import io.akashi.store.internal.engine.EventBatch;
import io.akashi.store.internal.engine.EventColumns;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the rows of a batch as the text that {@link RowDigest} describes. What all rows say alike
 * is written once. For one thread.
 */
final class RowText {
  /** More than a number with its length, and than all of a text but itself. */
  private static final int LEAST_ROOM = 32;

  private final byte[] digits = new byte[20];
  private byte[] row = new byte[1024];
  private int length;

  private final EventColumns rows;
  private final Column[] varying;

  /** What stands before each varying column and behind the last, the same in all rows. */
  private final byte[][] alike;

  RowText(EventBatch batch) {
    rows = batch.rows();
    varying = batch.varying().toArray(Column[]::new);
    List<byte[]> between = new ArrayList<>();
    for (Column column : Column.values()) {
      if (batch.varying().contains(column)) {
        between.add(Arrays.copyOf(row, length));
        length = 0;
      } else {
        put(column, batch.from());
      }
    }
    reserve(LEAST_ROOM);
    row[length++] = '\n';
    between.add(Arrays.copyOf(row, length));
    alike = between.toArray(byte[][]::new);
  }

  /** Adds the text of a row to a digest. */
  void addTo(MessageDigest digest, int number) {
    length = 0;
    for (int i = 0; i < varying.length; i++) {
      putOctets(alike[i]);
      put(varying[i], number);
    }
    putOctets(alike[varying.length]);
    digest.update(row, 0, length);
  }

  private void put(Column column, int number) {
    if (column.type() == Column.Type.TEXT) {
      byte[] text = rows.text(column, number);
      if (text != null) {
        putText(text);
        return;
      }
    } else if (rows.hasNumber(column, number)) {
      putNumber(rows.number(column, number));
      return;
    }
    reserve(LEAST_ROOM);
    row[length++] = ':';
    row[length++] = ',';
  }

  private void putText(byte[] octets) {
    reserve(LEAST_ROOM);
    putDecimal(octets.length);
    row[length++] = ':';
    putOctets(octets);
    row[length++] = ',';
  }

  private void putNumber(long number) {
    reserve(LEAST_ROOM);
    int at = digits.length;
    long left = number;
    do {
      digits[--at] = (byte) ('0' + Math.abs(left % 10));
      left /= 10;
    } while (left != 0);
    if (number < 0) {
      digits[--at] = '-';
    }
    int count = digits.length - at;
    putDecimal(count);
    row[length++] = ':';
    System.arraycopy(digits, at, row, length, count);
    length += count;
    row[length++] = ',';
  }

  private void putDecimal(int number) {
    if (number >= 10) {
      putDecimal(number / 10);
    }
    row[length++] = (byte) ('0' + number % 10);
  }

  private void putOctets(byte[] octets) {
    reserve(LEAST_ROOM + octets.length);
    System.arraycopy(octets, 0, row, length, octets.length);
    length += octets.length;
  }

  /** Room for so many octets and the end of the row. */
  private void reserve(int octets) {
    if (row.length - length <= octets) {
      row = Arrays.copyOf(row, Math.max(length + octets + 1, length * 2));
    }
  }
}
