package io.akashi.intake.internal.records;

import io.akashi.event.EntryUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a stream, one after the other. How they are cut depends on the bytes from the
 * beginning of the present record alone, never on how they were read: a resumed import must cut the
 * same records. Not safe for use by many threads.
 */
public interface Records {
  /**
   * The records of a stream.
   *
   * @param in what begins at {@code offset}
   * @param longest longest record in bytes; longer ones come in pieces
   * @param offset where in its file {@code in} begins
   * @param charset charset of the records, or null for one that contains ASCII; a byte order mark
   *     of UTF-16 is seen without it
   * @param head the first bytes of the file
   */
  static Records of(
      EntryUnit unit,
      InputStream in,
      int longest,
      long offset,
      @Nullable String charset,
      byte[] head)
      throws IOException {
    Units units = Units.of(charset, head, head.length);
    return switch (unit) {
      case LINE -> new RecordSplitter(in, false, longest, offset, charset, head);
      case CSV_RECORD -> new RecordSplitter(in, true, longest, offset, charset, head);
      case XML_ELEMENT -> new BoundedRecords(in, new XmlBounds(), units, longest, offset);
      case JSON_VALUE -> new BoundedRecords(in, new JsonBounds(), units, longest, offset);
      case EVTX_CHUNK -> new EvtxChunks(in, offset);
    };
  }

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
