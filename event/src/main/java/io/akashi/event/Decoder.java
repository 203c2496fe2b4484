package io.akashi.event;

import java.util.List;
import java.util.Optional;

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

  /** What one entry of a file of such a source is. */
  default EntryUnit unit(SourceProfile profile) {
    return EntryUnit.LINE;
  }

  /**
   * Why no message of such a source could be read, one sentence, or empty: a mapping that does not
   * exist. Asked when a configuration is read, so that the start fails and not each message.
   */
  default Optional<String> problem(SourceProfile profile) {
    String mapping = profile.mapping();
    return mapping == null
        ? Optional.empty()
        : Optional.of(
            "形式 %1$s はマッピング '%2$s' を使いません / the format %1$s uses no mapping (%2$s): leave it out, or write format: lines"
                .formatted(name(), mapping));
  }
}
