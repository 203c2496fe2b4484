package io.akashi.event;

/** What one entry of a file is: the smallest piece that can be read alone. */
public enum EntryUnit {
  /** A line. Breaks (LF, CR LF) between lines belong to none. */
  LINE,
  /** A logical CSV record: a line, unless a quoted cell holds line breaks (RFC 4180). */
  CSV_RECORD,
  /**
   * An XML element that is not a mere list of others, from its {@code <?xml} or start tag to its
   * end tag. Documents may follow each other in one file.
   */
  XML_ELEMENT,
  /** A JSON value; the elements of an outermost array are values of their own. */
  JSON_VALUE,
  /** A chunk of a Windows event log file: 65,536 bytes. */
  EVTX_CHUNK
}
