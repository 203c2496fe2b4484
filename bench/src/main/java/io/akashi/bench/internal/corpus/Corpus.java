package io.akashi.bench.internal.corpus;

import io.akashi.bench.internal.corpus.MixedMessages.Share;

/** What is sent. */
public enum Corpus {
  /** Access lines of an electronic health record, about 110 bytes. */
  EHR,
  /** What a hospital's systems write in their own formats, about 500 bytes. */
  MIXED,
  /**
   * What firewalls and domain controllers write, most of it a connection a line, about 170 bytes.
   */
  INFRASTRUCTURE;

  /** The messages of this corpus, at the pace of a hospital with 1e9 events in five years. */
  public Messages messages(long seed) {
    return messages(seed, EhrLines.EVENTS_PER_DAY);
  }

  /** The messages of this corpus, so many a day. */
  public Messages messages(long seed, long eventsPerDay) {
    EhrLines lines = new EhrLines(seed, eventsPerDay);
    return switch (this) {
      case EHR -> lines;
      case MIXED ->
          new MixedMessages(
              seed,
              lines,
              new Share(Format.EHR, 25),
              new Share(Format.DICOM, 8),
              new Share(Format.FHIR, 8),
              new Share(Format.WINDOWS, 15),
              new Share(Format.FIREWALL, 44));
      case INFRASTRUCTURE ->
          new MixedMessages(
              seed,
              lines,
              new Share(Format.CONNECTIONS, 90),
              new Share(Format.FIREWALL, 8),
              new Share(Format.WINDOWS, 2));
    };
  }
}
