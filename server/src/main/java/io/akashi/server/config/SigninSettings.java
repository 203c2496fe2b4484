package io.akashi.server.config;

import java.time.Duration;

/**
 * How people sign in.
 *
 * @param secondFactor whether everybody needs a second factor, {@code required}, or may do without
 *     one, {@code optional}; without one passwords have to be longer
 * @param idle after so long without a request a person has to sign in again
 * @param longest so long after signing in a person has to sign in again, whatever they do
 * @param failures so many failures in a row lock a user id
 * @param lock for so long it is locked
 * @param oidc a provider of identities that signs people in; nobody when its issuer is unset
 * @param ldap a directory that knows people's passwords; nobody when its url is unset
 */
public record SigninSettings(
    @Default("required") SecondFactor secondFactor,
    @Default("30m") Duration idle,
    @Default("12h") Duration longest,
    @Default("5") int failures,
    @Default("15m") Duration lock,
    OidcSettings oidc,
    LdapSettings ldap) {

  /** Who needs a second factor. */
  public enum SecondFactor {
    REQUIRED,
    OPTIONAL
  }

  public SigninSettings {
    if (idle.isZero() || longest.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "idle は0より長く、longest は idle 以上にしてください / idle must be above 0, and longest no shorter than idle");
    }
    if (failures < 1 || lock.isZero()) {
      throw new IllegalArgumentException(
          "failures は1以上、lock は0より長くしてください / failures must be at least 1, and lock above 0");
    }
  }
}
