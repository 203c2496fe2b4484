package io.akashi.reconcile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a finding. */
public enum CaseState {
  /** Found, and nobody has dealt with it. */
  OPEN("未対応"),
  /** A person accepts it, with a reason, until a day; then it is open again. */
  ACCEPTED("了承済み"),
  /** It is no longer found. */
  RESOLVED("解消");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String japanese;

  CaseState(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name. */
  public String id() {
    return id;
  }

  /** The Japanese name, for people. */
  public String japanese() {
    return japanese;
  }

  /** The English name, for people. */
  public String english() {
    return id;
  }

  /** The state of that stable name, or empty. */
  static Optional<CaseState> of(String id) {
    return Arrays.stream(values()).filter(state -> state.id.equals(id)).findFirst();
  }
}
