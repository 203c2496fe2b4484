package io.akashi.event;

import java.util.Locale;
import java.util.Optional;

/**
 * How it ended, in the degrees of DICOM PS3.15 A.5 ({@code EventOutcomeIndicator}) and FHIR. The
 * column is null when the message does not speak of an outcome.
 */
public enum Outcome {
  SUCCESS(0, "成功"),
  MINOR(4, "軽度の失敗"),
  SERIOUS(8, "重度の失敗"),
  MAJOR(12, "重大な失敗"),
  /** The message says an outcome, and nobody has said what it means. */
  UNKNOWN(-1, "不明");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final int code;
  private final String japanese;

  Outcome(int code, String japanese) {
    this.code = code;
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code success}. */
  public String id() {
    return id;
  }

  /** 0, 4, 8 or 12 as DICOM and FHIR R4 write it; -1 for {@link #UNKNOWN}. */
  public int code() {
    return code;
  }

  /** The Japanese name. */
  public String japanese() {
    return japanese;
  }

  /** The outcome of that stable name, or empty. */
  public static Optional<Outcome> of(String id) {
    for (Outcome outcome : values()) {
      if (outcome.id.equals(id)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}
