package io.akashi.server.account;

import java.util.Locale;

/** Who knows the password of an account. */
public enum Way {
  /** Akashi itself. */
  PASSWORD("パスワード"),
  /** A directory of the hospital (LDAP, Active Directory). */
  DIRECTORY("ディレクトリ"),
  /** A provider of identities (OpenID Connect). */
  PROVIDER("認証基盤");

  private final String japanese;

  Way(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code password}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String japanese() {
    return japanese;
  }
}
