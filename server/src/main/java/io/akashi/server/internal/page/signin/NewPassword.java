package io.akashi.server.internal.page.signin;

import io.akashi.server.account.AccountException;
import io.akashi.server.account.PasswordRule;
import io.akashi.server.internal.web.WebParts;
import java.time.LocalDate;

/** A password that somebody chooses, typed twice. */
final class NewPassword {
  private NewPassword() {}

  /**
   * @param twoFactors whether the account is asked for a second factor
   * @throws AccountException when it cannot be taken, with the reason
   */
  static void check(
      String password, String again, String user, boolean twoFactors, WebParts parts) {
    if (!password.equals(again)) {
      throw new AccountException(
          "二つのパスワードが違います。同じものを入力してください。 / the two passwords differ: type the same one twice");
    }
    rule(parts)
        .against(password, user, twoFactors)
        .ifPresent(why -> {
          throw new AccountException(why);
        });
  }

  /** The rule of today. */
  static PasswordRule rule(WebParts parts) {
    return PasswordRule.on(LocalDate.ofInstant(parts.clock().instant(), parts.zone()));
  }
}
