package io.akashi.server.account;

import java.util.Locale;
import java.util.Set;

/** Something by which a person proved who they are, when they signed in. */
public enum Factor {
  PASSWORD("パスワード", "password"),
  TOTP("認証アプリのコード", "code of the authenticator"),
  RECOVERY_CODE("回復コード", "recovery code"),
  /** With a gesture that identifies the person at the authenticator, so both factors at once. */
  PASSKEY("パスキー", "passkey"),
  DIRECTORY("ディレクトリのパスワード", "password of the directory"),
  /** A provider of identities, which has asked for one thing or does not say how many. */
  PROVIDER("認証基盤", "identity provider"),
  /** A provider of identities that says it has asked for two factors. */
  PROVIDER_TWO("認証基盤（2要素）", "identity provider (two factors)");

  private static final Set<Factor> WHOLE = Set.of(PASSKEY, PROVIDER_TWO);
  private static final Set<Factor> SECOND = Set.of(TOTP, RECOVERY_CODE);

  private final String japanese;
  private final String english;

  Factor(String japanese, String english) {
    this.japanese = japanese;
    this.english = english;
  }

  /** The stable name, e.g. {@code recovery_code}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String japanese() {
    return japanese;
  }

  public String english() {
    return english;
  }

  /**
   * Whether who knows the password of an account was asked, so that nobody signs in whom the
   * directory or the provider has let go. For accounts of Akashi's own a passkey takes its place.
   */
  public static boolean areOf(Way way, Set<Factor> proved) {
    return switch (way) {
      case PASSWORD -> true;
      case DIRECTORY -> proved.contains(DIRECTORY);
      case PROVIDER -> proved.contains(PROVIDER) || proved.contains(PROVIDER_TWO);
    };
  }

  /** Whether these are two factors (guideline, system operation, 14.1.1). */
  public static boolean areTwo(Set<Factor> proved) {
    return proved.stream().anyMatch(WHOLE::contains)
        || (proved.size() > 1 && proved.stream().anyMatch(SECOND::contains));
  }
}
