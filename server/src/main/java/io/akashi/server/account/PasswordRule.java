package io.akashi.server.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * What a password must be like, as the guideline says on a day: dated data in {@code
 * password-rule.yaml}. Passwords never expire (14.1.1).
 *
 * @param since first day on which it holds
 * @param source the text and clause that says so
 * @param withTwoFactors least characters where a second factor is asked for
 * @param withPasswordAlone least characters where none is
 * @param lettersAndDigits whether both are needed
 */
public record PasswordRule(
    LocalDate since,
    String source,
    int withTwoFactors,
    int withPasswordAlone,
    boolean lettersAndDigits) {
  private static final String FILE = "password-rule.yaml";
  private static final int LONGEST = 200;
  private static final List<PasswordRule> ALL = read();

  /** The rule of a day; before the first one that first one. */
  public static PasswordRule on(LocalDate day) {
    return ALL.stream()
        .filter(rule -> !rule.since().isAfter(day))
        .max(Comparator.comparing(PasswordRule::since))
        .orElse(ALL.getFirst());
  }

  private static List<PasswordRule> read() {
    try (InputStream in = PasswordRule.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("this release lacks " + FILE);
      }
      LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
      List<PasswordRule> rules = new ArrayList<>();
      for (Object each : (List<?>) new Load(settings).loadFromInputStream(in)) {
        Map<?, ?> rule = (Map<?, ?>) each;
        rules.add(
            new PasswordRule(
                LocalDate.parse(text(rule, "since")),
                text(rule, "source"),
                Integer.parseInt(text(rule, "with-two-factors")),
                Integer.parseInt(text(rule, "with-password-alone")),
                Boolean.parseBoolean(text(rule, "letters-and-digits"))));
      }
      rules.sort(Comparator.comparing(PasswordRule::since));
      return List.copyOf(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Map<?, ?> rule, String key) {
    return String.valueOf(rule.get(key));
  }

  /** Least characters. */
  public int least(boolean twoFactors) {
    return twoFactors ? withTwoFactors : withPasswordAlone;
  }

  /**
   * Why a password cannot be taken, one sentence in Japanese and English; empty when it can.
   *
   * @param twoFactors whether the account is asked for a second factor
   */
  public Optional<String> against(String password, String user, boolean twoFactors) {
    int length = password.codePointCount(0, password.length());
    if (length < least(twoFactors)) {
      return Optional.of(
          "パスワードは%1$d文字以上にしてください。 / a password needs at least %1$d characters"
              .formatted(least(twoFactors)));
    }
    if (length > LONGEST) {
      return Optional.of(
          "パスワードは%1$d文字までです。 / a password has at most %1$d characters".formatted(LONGEST));
    }
    if (lettersAndDigits && !hasLettersAndDigits(password)) {
      return Optional.of("パスワードには英字と数字の両方を入れてください。 / a password needs letters and digits");
    }
    return CommonPasswords.isEasy(password, user)
        ? Optional.of(
            "推測されやすいパスワードです。利用者ID・よく使われる語・連続した文字を避けてください。 / this password is easy to guess:"
                + " avoid the user id, common words and sequences")
        : Optional.empty();
  }

  private static boolean hasLettersAndDigits(String password) {
    return password.chars().anyMatch(Character::isLetter)
        && password.chars().anyMatch(Character::isDigit);
  }
}
