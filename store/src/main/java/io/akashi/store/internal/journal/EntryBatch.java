package io.akashi.store.internal.journal;

import io.akashi.event.Arrival;
import io.akashi.store.Entry;
import io.akashi.store.internal.entry.EntryEncoder;
import io.akashi.tlog.LeafHasher;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Entries that are appended together, encoded and hashed in the thread that made them. They lie in
 * one array as the frames of the journal ({@code docs/formats/journal.md}), checks not yet masked.
 *
 * <p>Not safe for use by many threads. Once submitted to a journal it belongs to the journal and
 * its listeners, and nobody may change it.
 */
public final class EntryBatch {
  /** Bytes of a leaf hash. */
  public static final int HASH_BYTES = 32;

  /** Bytes before an entry in {@link #array}: length and check. */
  static final int FRAME_HEADER = 8;

  private static final int FIRST_CAPACITY = 1_024;
  private static final int FIRST_COUNT = 4;

  /** More than any header without keys of its own, LF included. */
  private static final int PLAIN_HEADER = 600;

  /** What a thread needs to add entries; making it costs more than adding one. */
  private static final ThreadLocal<Workbench> WORKBENCH =
      ThreadLocal.withInitial(
          () -> new Workbench(new EntryEncoder(), new CRC32C(), new LeafHasher()));

  private record Workbench(EntryEncoder encoder, CRC32C crc, LeafHasher hasher) {}

  /** Keeps payloads too long for an entry; see {@link Payloads}. */
  @FunctionalInterface
  public interface Beside {
    /**
     * Makes a payload durable; idempotent.
     *
     * @return its SHA-256 in lower-case hex
     */
    String keep(byte[] payload) throws IOException;
  }

  private final Beside beside;
  private byte[] array = new byte[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_COUNT];
  private byte[] hashes = new byte[FIRST_COUNT * HASH_BYTES];
  private int count;
  private int bytes;

  /**
   * An empty batch.
   *
   * @param beside where payloads above 60,000 bytes go before their entry is added
   */
  public EntryBatch(Beside beside) {
    this.beside = beside;
  }

  /**
   * Adds an arrival as an entry. A payload above 60,000 bytes is durable beside on return.
   *
   * @throws IOException when such a payload could not be kept; the batch is as before
   */
  public void add(Arrival arrival) throws IOException {
    byte[] payload = arrival.payload();
    boolean big = payload.length > Entry.MAX_PAYLOAD_BYTES;
    String digest = big ? beside.keep(payload) : null;
    int header = arrival.keys().isEmpty() ? PLAIN_HEADER : Entry.MAX_HEADER_BYTES + 1;
    reserve(header + (big ? 0 : payload.length));
    Workbench workbench = WORKBENCH.get();
    int length = workbench.encoder().encode(arrival, digest, array, bytes + FRAME_HEADER);
    finish(length, workbench);
  }

  /** Adds the bytes of an entry as they are; who calls answers for the grammar. */
  public void addEntry(byte[] entry) {
    if (entry.length == 0 || entry.length > Entry.MAX_BYTES) {
      throw new IllegalArgumentException("entry of %d bytes".formatted(entry.length));
    }
    reserve(entry.length);
    System.arraycopy(entry, 0, array, bytes + FRAME_HEADER, entry.length);
    finish(entry.length, WORKBENCH.get());
  }

  private void reserve(int entryBytes) {
    int needed = Math.addExact(bytes, FRAME_HEADER + entryBytes);
    if (needed > array.length) {
      array = Arrays.copyOf(array, Math.max(needed, array.length + (array.length >> 1)));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      hashes = Arrays.copyOf(hashes, count * 2 * HASH_BYTES);
    }
  }

  private void finish(int length, Workbench workbench) {
    int offset = bytes + FRAME_HEADER;
    CRC32C crc = workbench.crc();
    crc.reset();
    crc.update(array, offset, length);
    JournalFormat.INT.set(array, bytes, length);
    JournalFormat.INT.set(array, bytes + 4, (int) crc.getValue());
    workbench.hasher().leaf(array, offset, length, hashes, count * HASH_BYTES);
    bytes = offset + length;
    ends[count++] = bytes;
  }

  /** How many entries. */
  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Bytes the entries take in the journal. */
  public int frameBytes() {
    return bytes;
  }

  /** The array the entries lie in; not to be changed. */
  public byte[] array() {
    return array;
  }

  /** Where the {@code i}-th entry begins in {@link #array}. */
  public int offset(int i) {
    return (i == 0 ? 0 : ends[i - 1]) + FRAME_HEADER;
  }

  /** Bytes of the {@code i}-th entry. */
  public int length(int i) {
    return ends[i] - offset(i);
  }

  /** A copy of the {@code i}-th entry. */
  public byte[] entry(int i) {
    return Arrays.copyOfRange(array, offset(i), ends[i]);
  }

  /**
   * The leaf hashes, {@link #HASH_BYTES} each in order, the first {@link #count} of them valid; not
   * to be changed.
   */
  public byte[] leafHashes() {
    return hashes;
  }
}
