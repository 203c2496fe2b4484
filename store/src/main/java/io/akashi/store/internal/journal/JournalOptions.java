package io.akashi.store.internal.journal;

import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * Limits of a journal.
 *
 * @param maxPendingBytes submitters wait while more than this is waiting for the disk; one batch
 *     may be larger
 * @param reserveBytes below this much usable space nothing is accepted
 * @param maxFileEntries a file that holds as many entries takes no further group
 * @param maxFileBytes a file that is as long takes no further group
 * @param salts an unguessable number for each new file
 */
public record JournalOptions(
    long maxPendingBytes,
    long reserveBytes,
    int maxFileEntries,
    long maxFileBytes,
    LongSupplier salts) {

  /** What a server uses: 16 MiB pending, 1 GiB reserve, files of 65,536 entries or 64 MiB. */
  public static JournalOptions defaults() {
    return new JournalOptions(16 << 20, 1L << 30, 65_536, 64 << 20, new SecureRandom()::nextLong);
  }

  /** The same with another reserve. */
  public JournalOptions withReserveBytes(long bytes) {
    return new JournalOptions(maxPendingBytes, bytes, maxFileEntries, maxFileBytes, salts);
  }

  /** The same with other files. */
  public JournalOptions withFiles(int maxEntries, long maxBytes) {
    return new JournalOptions(maxPendingBytes, reserveBytes, maxEntries, maxBytes, salts);
  }

  /** The same with another limit of what waits for the disk. */
  public JournalOptions withMaxPendingBytes(long bytes) {
    return new JournalOptions(bytes, reserveBytes, maxFileEntries, maxFileBytes, salts);
  }

  /** The same with other salts, for tests that must repeat. */
  public JournalOptions withSalts(LongSupplier other) {
    return new JournalOptions(maxPendingBytes, reserveBytes, maxFileEntries, maxFileBytes, other);
  }
}
