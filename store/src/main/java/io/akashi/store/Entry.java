package io.akashi.store;

import io.akashi.store.internal.entry.EntryParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One entry of a book: header line, LF, payload (DESIGN.md section 4, {@code
 * docs/formats/entry.md}). A view of bytes that it does not copy: they must not change while the
 * entry is in use. The leaf of the tree is the whole entry.
 */
public final class Entry {
  /** Longest entry. C2SP tlog-tiles counts an entry in 16 bits; 65,535 itself is kept free. */
  public static final int MAX_BYTES = 65_534;

  /** Longest header line, without its LF. */
  public static final int MAX_HEADER_BYTES = 4_096;

  /** Longest payload inside an entry; a longer one lies beside under its digest. */
  public static final int MAX_PAYLOAD_BYTES = 60_000;

  private final byte[] array;
  private final int offset;
  private final int length;
  private final int headerLength;
  private final EntryHeader header;

  private Entry(byte[] array, int offset, int length, int headerLength, EntryHeader header) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    this.headerLength = headerLength;
    this.header = header;
  }

  /**
   * Reads a whole array as one entry.
   *
   * @throws MalformedEntryException when it is not one
   */
  public static Entry parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  /**
   * Reads a slice of an array as one entry.
   *
   * @throws MalformedEntryException when it is not one
   */
  public static Entry parse(byte[] array, int offset, int length) {
    int headerLength = headerLength(array, offset, length);
    EntryHeader header = EntryParser.parse(array, offset, headerLength, length - headerLength - 1);
    return new Entry(array, offset, length, headerLength, header);
  }

  /**
   * Length of the header line without its LF: splits an entry without reading the header.
   *
   * @throws MalformedEntryException when the slice is too long or has no LF where one must be
   */
  public static int headerLength(byte[] array, int offset, int length) {
    if (length > MAX_BYTES) {
      throw new MalformedEntryException("longer than " + MAX_BYTES + " bytes", MAX_BYTES);
    }
    int limit = Math.min(length, MAX_HEADER_BYTES + 1);
    for (int i = 0; i < limit; i++) {
      if (array[offset + i] == '\n') {
        return i;
      }
    }
    throw new MalformedEntryException("no LF ends the header", limit);
  }

  public EntryHeader header() {
    return header;
  }

  /** The header line as it is kept, without its LF. */
  public String headerLine() {
    return new String(array, offset, headerLength, StandardCharsets.US_ASCII);
  }

  /** Whether the payload lies beside under {@link EntryHeader#digest}. */
  public boolean isPayloadBeside() {
    return header.keys().containsKey(EntryHeader.KEY_DIGEST);
  }

  /** The array this is a view of; not to be changed. */
  public byte[] array() {
    return array;
  }

  /** Where the payload begins in {@link #array}. */
  public int payloadOffset() {
    return offset + headerLength + 1;
  }

  /** Bytes of payload inside the entry; 0 when it lies beside. */
  public int payloadLength() {
    return length - headerLength - 1;
  }

  /** A copy of the payload inside the entry; empty when it lies beside. */
  public byte[] payload() {
    return Arrays.copyOfRange(array, payloadOffset(), offset + length);
  }

  /** A copy of the whole entry, the leaf of the tree. */
  public byte[] bytes() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }
}
