package io.akashi.event.sniff;

/** How sure a proposal is. */
public enum Sureness {
  /** Heading and values say the same, or one says it beyond doubt. */
  CERTAIN("確実", 0.95),
  LIKELY("ほぼ確実", 0.85),
  /** Worth a look; a mapping leaves it out. */
  GUESS("推測", 0.5),
  UNKNOWN("不明", 0);

  private final String japanese;
  private final double least;

  Sureness(String japanese, double least) {
    this.japanese = japanese;
    this.least = least;
  }

  /** The Japanese word. */
  public String japanese() {
    return japanese;
  }

  /** The word for a confidence from 0 to 1. */
  public static Sureness of(double confidence) {
    for (Sureness sureness : values()) {
      if (confidence >= sureness.least) {
        return sureness;
      }
    }
    return UNKNOWN;
  }
}
