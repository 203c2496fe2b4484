package io.akashi.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The password rule of the guideline (system operation, 14 ⑥(1) and 14.1.1). */
class PasswordRuleTest {
  private static final PasswordRule RULE = PasswordRule.on(LocalDate.of(2026, 11, 22));

  @ParameterizedTest
  @CsvSource({
    "k7kumoao, true, true",
    "k7kumoa, true, false",
    "k7kumoao, false, false",
    "k7kumoaotakeq, false, true",
    "k7kumoaotake, false, false",
    "kumoaotakezoo, false, false",
    "8429417503962, false, false",
    "ｋ雲7竹あお木々, true, true",
  })
  void asksForLengthByFactorsAndForLettersAndDigits(
      String password, boolean twoFactors, boolean taken) {
    assertThat(RULE.against(password, "sato", twoFactors).isEmpty()).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234567",
        "P@ssw0rd2026!!!",
        "Sakura-20260401",
        "hospital00000001",
        "sakurasakura2026",
        "1234567890abcdef",
        "qwertyuiop12345",
        "0987654321zyxwvu",
        "aaaaaaaaaaaa1",
        "ab1ab1ab1ab1ab1",
        "yamada-t-2026-x",
        "xYAMADA-T9kumo77",
      })
  void refusesWhatOthersTryFirst(String password) {
    assertThat(RULE.against(password, "yamada-t", false))
        .hasValueSatisfying(why -> assertThat(why).contains("推測").contains(" / "));
  }

  @Test
  void aShortUserIdOnlyForbidsItself() {
    assertThat(RULE.against("bo-kumo7-take-ao", "bo", true)).isEmpty();
    assertThat(RULE.against("bo20260401234567", "bo", true)).isPresent();
  }

  @Test
  void saysFromWhereItIsAndWasTheSameBefore() {
    assertThat(RULE.source()).contains("14.1.1");
    assertThat(PasswordRule.on(LocalDate.of(1999, 1, 1)).least(true)).isEqualTo(8);
    assertThat(RULE.against("x1".repeat(200), "bo", true)).isPresent();
  }
}
