package io.akashi.store;

/** Bytes that are not an entry of the grammar in {@code docs/formats/entry.md}. */
public final class MalformedEntryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * @param reason what was expected, as a clause
   * @param position where, in bytes from the start of the entry
   */
  public MalformedEntryException(String reason, int position) {
    super("entry is malformed at byte %d: %s".formatted(position, reason));
    this.position = position;
  }

  /** Where the grammar was broken, in bytes from the start of the entry. */
  public int position() {
    return position;
  }
}
