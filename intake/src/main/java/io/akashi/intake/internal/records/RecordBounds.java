package io.akashi.intake.internal.records;

/**
 * Finds the end of a record, character by character. Begins anew with each record. Whatever the
 * characters are, it is satisfied with them: what is no record of its kind ends with its line.
 */
interface RecordBounds {
  /** What a character is to the record that began before it, or with it. */
  enum Step {
    /** It belongs to no record, and neither does what came since the last one ended. */
    PASSED,
    /** What came since the last record ended belongs to none; this one begins the next. */
    BEGUN,
    /** It belongs to the record, which goes on. */
    INSIDE,
    /** It is the last of the record. */
    LAST,
    /** The record ended before, at {@link #mark}: the present one begins there. */
    ENDED_AT_MARK
  }

  /** Stands for every character that is not ASCII. */
  char OTHER = '\uffff';

  /** Begins a record. */
  void begin();

  /** Takes the next character, ASCII or {@link #OTHER}. */
  Step step(char c);

  /** How many characters before the present one the record ended, at least 1. */
  int mark();
}
