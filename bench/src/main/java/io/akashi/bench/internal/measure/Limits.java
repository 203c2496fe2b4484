package io.akashi.bench.internal.measure;

import java.util.List;

/**
 * What this machine does with the same bytes when nothing else is asked of it. One thread each.
 *
 * @param lineBytes bytes of a message on average
 * @param entryBytes bytes of an entry on average: header line, LF, message
 * @param sha256 MB/s of SHA-256 over one long stream of entries
 * @param leaves entries a second, hashed one by one
 * @param append MB/s written to the end of a file without sync
 * @param groups written to the end of a file, each followed by fdatasync, smallest first
 * @param sync milliseconds of one write of 4 KiB with fdatasync
 * @param zstd3 of the messages at level 3
 * @param zstd9 of the messages at level 9
 * @param loopback MB/s from one thread to another over TCP
 */
public record Limits(
    double lineBytes,
    double entryBytes,
    double sha256,
    double leaves,
    double append,
    List<Group> groups,
    Latencies sync,
    Zstd zstd3,
    Zstd zstd9,
    double loopback) {

  /**
   * @param bytes of one write
   * @param rate MB/s
   */
  public record Group(int bytes, double rate) {}

  /**
   * @param rate MB/s of input
   * @param bytes compressed bytes of a message on average
   */
  public record Zstd(double rate, double bytes) {}

  /** Entries a second that the disk takes when the largest groups are synced one by one. */
  public double durableEntries() {
    return groups.getLast().rate() * 1e6 / entryBytes;
  }

  /** Messages a second that fit through one loopback connection. */
  public double loopbackMessages() {
    return loopback * 1e6 / lineBytes;
  }
}
