package io.akashi.store.internal.parquet;

/** The columns of an entries file, in their order. None of them can be null. */
enum EntryColumn {
  /** Grows by one: packed into nothing. */
  INDEX("index", 2, 5),
  /** The time in the header, in microseconds since the epoch. */
  RECEIVED("received", 2, 5),
  /** The header behind its time. Shares its beginning with the one before. */
  HEADER("header", 6, 7),
  PAYLOAD("payload", 6, 6);

  /** Parquet's name of the column. */
  final String id;

  /** Parquet's number of the physical type: INT64 or BYTE_ARRAY. */
  final int type;

  /**
   * Parquet's number of the encoding: DELTA_BINARY_PACKED, DELTA_BYTE_ARRAY or
   * DELTA_LENGTH_BYTE_ARRAY.
   */
  final int encoding;

  EntryColumn(String id, int type, int encoding) {
    this.id = id;
    this.type = type;
    this.encoding = encoding;
  }
}
