package io.akashi.bench.internal.corpus;

/** What is sent. */
public enum Corpus {
  /** Access lines of an electronic health record, about 110 bytes. */
  EHR,
  /** What a hospital's systems write in their own formats, about 500 bytes. */
  MIXED;

  /** The messages of this corpus. */
  public Messages messages(long seed) {
    return switch (this) {
      case EHR -> new EhrLines(seed);
      case MIXED -> new MixedMessages(seed);
    };
  }
}
