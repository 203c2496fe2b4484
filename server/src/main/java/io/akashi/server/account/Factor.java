package io.akashi.server.account;

import java.util.Locale;
import java.util.Set;

/** Something by which a person proved who they are, when they signed in. */
public enum Factor {
  PASSWORD("パスワード"),
  TOTP("認証アプリのコード"),
  RECOVERY_CODE("回復コード"),
  /** With a gesture that identifies the person at the authenticator, so both factors at once. */
  PASSKEY("パスキー"),
  DIRECTORY("ディレクトリのパスワード"),
  /**
   * What a provider of identities asks for is its business; the hospital has decided to trust it.
   */
  PROVIDER("認証基盤");

  private static final Set<Factor> WHOLE = Set.of(PASSKEY, PROVIDER);
  private static final Set<Factor> SECOND = Set.of(TOTP, RECOVERY_CODE);

  private final String japanese;

  Factor(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code recovery_code}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String japanese() {
    return japanese;
  }

  /** Whether these are two factors (guideline, system operation, 14.1.1). */
  public static boolean areTwo(Set<Factor> proved) {
    return proved.stream().anyMatch(WHOLE::contains)
        || (proved.size() > 1 && proved.stream().anyMatch(SECOND::contains));
  }
}
