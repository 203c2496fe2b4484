package io.akashi.event.lines.rows;

/** A copy of a text in which escapes are undone; made when the first one is met. */
final class Scratch {
  private byte[] copy = new byte[0];
  private boolean made;

  /** The copy of the row's bytes, which the row's cells lie in from now on. */
  byte[] of(Row row) {
    if (!made) {
      copy = row.bytes.clone();
      made = true;
    }
    row.bytes = copy;
    return copy;
  }
}
