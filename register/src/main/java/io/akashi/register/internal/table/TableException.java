package io.akashi.register.internal.table;

/** A file is no table that may be read. The message is a sentence in Japanese and English. */
public final class TableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param ja the sentence in Japanese
   * @param en the same in English
   */
  public TableException(String ja, String en) {
    super(ja + " / " + en);
  }

  static TableException tooLarge() {
    return new TableException(
        "表が大きすぎます（%d 行、%d セルまで）。分けて取り込んでください。".formatted(Table.MAX_LINES, Table.MAX_CELLS),
        "the table is too large (%d lines, %d cells): divide it"
            .formatted(Table.MAX_LINES, Table.MAX_CELLS));
  }
}
