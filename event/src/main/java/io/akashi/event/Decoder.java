package io.akashi.event;

import java.util.List;

/**
 * Reads one format. A pure function: the same arrival and profile give the same events, on every
 * machine and in every year, until {@link #version} changes. Safe for use by many threads.
 */
public interface Decoder {
  /** Stable name, the FORMAT of {@code akashi import}, e.g. {@code syslog}. */
  String name();

  /** Grows whenever the same bytes may give other columns. */
  int version();

  /**
   * The events of one entry, zero to n. Never throws for what the payload contains: what cannot be
   * read gives one event of kind {@code unclassified} with {@code decode_status} {@code unreadable}
   * and the reason in {@code decode_note}. Sets every column it knows except {@code book}, {@code
   * index}, {@code part}, which belong to the store; {@code received_at}, {@code source}, {@code
   * system}, {@code asset}, {@code format} and {@code decoder} are always set from the arguments.
   * Work and memory are bounded by a constant times the payload's length.
   */
  List<AuditEvent> decode(Arrival arrival, SourceProfile profile);
}
