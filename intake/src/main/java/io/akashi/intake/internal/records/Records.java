package io.akashi.intake.internal.records;

import java.io.IOException;
import java.util.Map;

/**
 * The records of a stream, one after the other. How they are cut depends on the bytes from the
 * beginning of the present record alone, never on how they were read: a resumed import must cut the
 * same records. Not safe for use by many threads.
 */
public interface Records {
  /** Goes to the next record; false at the end. */
  boolean next() throws IOException;

  /** The exact bytes of the record found last; the caller owns the array. */
  byte[] payload();

  /** What was wrong with it, as header keys; mostly empty. */
  Map<String, String> keys();

  /** Whether the record found last is a piece and another piece of its record follows. */
  boolean insideRecord();

  /** Where the next record begins, in bytes from the beginning of the file. */
  long offset();
}
