package io.akashi.register.internal.text;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The column 状態 of a list of accounts: {@code 使用可}, {@code 無効}, {@code 使用可 (23年3月まで)}.
 *
 * @param enabled whether the account may be used; null when the cell is empty
 * @param until last day on which it may be used, or null
 */
public record StateText(@Nullable Boolean enabled, @Nullable LocalDate until) {
  private static final Set<String> YES =
      Set.of(
          "使用可", "使用可能", "使用中", "使用", "利用可", "利用可能", "利用中", "有効", "可", "在職", "在職中", "稼働", "稼働中",
          "はい", "有", "あり", "○", "◯", "〇", "●", "true", "yes", "1", "enabled", "active", "有効中");
  private static final Set<String> NO =
      Set.of(
          "使用不可",
          "使用停止",
          "利用不可",
          "利用停止",
          "無効",
          "無効化",
          "停止",
          "停止中",
          "不可",
          "失効",
          "廃止",
          "削除",
          "削除済",
          "削除済み",
          "退職",
          "休止",
          "休止中",
          "いいえ",
          "無",
          "なし",
          "×",
          "✕",
          "✗",
          "false",
          "no",
          "0",
          "disabled",
          "inactive");

  /** No state is said in more characters. */
  private static final int LONGEST = 100;

  private static final Pattern UNTIL = Pattern.compile("([^( ]+)[ (]+([^()]+?) ?末?(?:まで|迄) ?\\)?");

  /** Reads such a cell. */
  public static StateText parse(String text, ZoneId zone) throws UnreadableException {
    String plain = Norm.plain(text);
    if (plain.isEmpty()) {
      return new StateText(null, null);
    }
    if (isWord(plain)) {
      return new StateText(yesOrNo(plain), null);
    }
    Matcher until = UNTIL.matcher(plain);
    if (plain.length() <= LONGEST && until.matches()) {
      return new StateText(yesOrNo(until.group(1)), DateText.parse(until.group(2), zone));
    }
    throw unknown(text);
  }

  /** Whether a cell of yes and no says yes. */
  public static boolean yesOrNo(String text) throws UnreadableException {
    String word = word(text);
    if (YES.contains(word)) {
      return true;
    }
    if (NO.contains(word)) {
      return false;
    }
    throw unknown(text);
  }

  private static boolean isWord(String text) {
    String word = word(text);
    return YES.contains(word) || NO.contains(word);
  }

  private static String word(String text) {
    return Norm.plain(text).toLowerCase(Locale.ROOT);
  }

  private static UnreadableException unknown(String text) {
    return new UnreadableException(
        "'%s' は使用可とも無効とも読めません（例: 使用可、無効、使用可 (R5年3月まで)）".formatted(text),
        "'%s' says neither yes nor no".formatted(text));
  }
}
