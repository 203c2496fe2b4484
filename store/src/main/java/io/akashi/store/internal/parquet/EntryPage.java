package io.akashi.store.internal.parquet;

import java.util.Arrays;

/**
 * Up to {@value #MOST} consecutive entries in memory, as the bodies of three pages. Filled and
 * emptied again and again by one thread.
 */
final class EntryPage {
  /** Entries of a page: what one damaged byte costs at most, and what must be read to see one. */
  static final int MOST = 4_096;

  /** A page is full from here on, so it never holds much more than this and one entry. */
  private static final int FULL_BYTES = 2 << 20;

  private final long[] indexes = new long[MOST];
  private final long[] received = new long[MOST];
  private final long[] prefixes = new long[MOST];
  private final long[] suffixes = new long[MOST];
  private final long[] lengths = new long[MOST];
  private final Octets headers = new Octets(1 << 16);
  private final Octets payloads = new Octets(1 << 18);
  private final HeaderLine line = new HeaderLine();
  private byte[] last = {};
  private int count;

  int count() {
    return count;
  }

  boolean isFull() {
    return count == MOST || payloads.size() + headers.size() >= FULL_BYTES;
  }

  void clear() {
    count = 0;
    last = new byte[0];
    headers.clear();
    payloads.clear();
  }

  /** Appends an entry; the page is not full. The arrays are not kept. */
  void append(long index, byte[] header, byte[] payload) {
    byte[] rest = line.split(header, payload.length);
    int mismatch = Arrays.mismatch(last, rest);
    int shared = mismatch < 0 ? rest.length : mismatch;
    int suffix = rest.length - shared;
    indexes[count] = index;
    received[count] = line.micros();
    prefixes[count] = shared;
    suffixes[count] = suffix;
    headers.put(rest, shared, suffix);
    lengths[count] = payload.length;
    payloads.put(payload, 0, payload.length);
    last = rest;
    count++;
  }

  /** Writes the body of one column's page. */
  void write(EntryColumn column, Octets into) {
    switch (column) {
      case INDEX -> DeltaPacking.write(indexes, count, into);
      case RECEIVED -> DeltaPacking.write(received, count, into);
      case HEADER -> {
        DeltaPacking.write(prefixes, count, into);
        DeltaPacking.write(suffixes, count, into);
        into.put(headers);
      }
      case PAYLOAD -> {
        DeltaPacking.write(lengths, count, into);
        into.put(payloads);
      }
    }
  }
}
