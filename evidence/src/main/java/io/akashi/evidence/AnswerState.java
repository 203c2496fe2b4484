package io.akashi.evidence;

import java.util.Locale;

/** The five states of an answer. There are no others. */
public enum AnswerState {
  /** Everything needed is there and fresh, and nothing stands against it. */
  FULFILLED("満たす"),
  /** At least one finding is open. */
  NOT_FULFILLED("満たさない"),
  /** Nothing stands against it, but what it is computed from is too old. */
  STALE("証拠が古い"),
  /** Nothing stands against it, but something needed is missing or could not be judged. */
  NO_EVIDENCE("証拠なし"),
  /** It does not concern this hospital: with a reason, an approver and an end. */
  EXEMPT("対象外");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String japanese;

  AnswerState(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name. */
  public String id() {
    return id;
  }

  /** The Japanese name. */
  public String japanese() {
    return japanese;
  }

  /** The English name. */
  public String english() {
    return id.replace('_', ' ');
  }

  /** What the inspection sheet prints: stale or missing proof is いいえ. */
  public String onSheet() {
    return switch (this) {
      case FULFILLED -> "はい";
      case NOT_FULFILLED, STALE, NO_EVIDENCE -> "いいえ";
      case EXEMPT -> "対象外";
    };
  }
}
