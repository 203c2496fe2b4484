package io.akashi.tlog;

import java.util.List;

/** What a verification found out. A caller that trusts must have seen {@link Proved}. */
public sealed interface Verdict {
  /**
   * It is proved.
   *
   * @param keyNames names of the keys whose signatures were checked and hold, each once
   */
  record Proved(List<String> keyNames) implements Verdict {
    public Proved {
      keyNames = List.copyOf(keyNames);
    }
  }

  /**
   * It is not proved.
   *
   * @param reason one sentence
   */
  record Refused(String reason) implements Verdict {}

  /** Whether this is {@link Proved}. */
  default boolean isProved() {
    return this instanceof Proved;
  }
}
