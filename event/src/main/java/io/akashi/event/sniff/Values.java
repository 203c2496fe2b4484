package io.akashi.event.sniff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The cells of one column and what they look like.
 *
 * @param all in the order of the rows, those that mean nothing empty
 * @param counts how often each filled one comes
 */
record Values(List<String> all, Map<String, Integer> counts) {
  private static final Set<String> NIL =
      Set.of("-", "--", "－", "NULL", "null", "(null)", "N/A", "n/a", "(なし)");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7})(%\\w+)?");
  private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@\\\\$-]{0,63}");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)(PC|WS|NB|NOTE|TERM|TM|DESKTOP|LAPTOP|CLIENT|CL|KARTE|EMR|VIEW|NPC|DT|WIN|TAB|HOST|NT|DESK)[-_]?[A-Z0-9_-]*\\d+[A-Z0-9_.-]*");
  private static final Pattern NAME =
      Pattern.compile(
          "[\\p{IsHan}々ヶ]{1,4}[ 　^]?[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}々ヶー]{1,6}");
  private static final Pattern SPACED_NAME =
      Pattern.compile("[\\p{IsHan}々ヶ]{1,4}[ 　^][\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}々ヶー]{1,6}");

  static Values of(List<String> cells) {
    List<String> all = cells.stream().map(cell -> NIL.contains(cell) ? "" : cell).toList();
    Map<String, Integer> counts = new LinkedHashMap<>();
    all.stream()
        .filter(cell -> !cell.isEmpty())
        .forEach(cell -> counts.merge(cell, 1, Integer::sum));
    return new Values(all, counts);
  }

  static boolean isNil(String cell) {
    return NIL.contains(cell);
  }

  int filled() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  int distinct() {
    return counts.size();
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** How much of the filled cells is so, 0 to 1. */
  double share(Predicate<String> is) {
    int hits =
        counts.entrySet().stream()
            .filter(entry -> is.test(entry.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return isEmpty() ? 0 : (double) hits / filled();
  }

  private boolean most(Pattern pattern) {
    return share(value -> pattern.matcher(value).matches()) >= 0.95;
  }

  boolean areAddresses() {
    return most(ADDRESS);
  }

  boolean areMacs() {
    return most(MAC);
  }

  boolean areDigits() {
    return most(DIGITS);
  }

  /** One word of letters, digits and signs, with a digit in most of them or all of one length. */
  boolean areCodes() {
    return most(CODE);
  }

  boolean areHosts() {
    return most(HOST);
  }

  boolean areNames() {
    return most(NAME);
  }

  boolean areSpacedNames() {
    return most(SPACED_NAME);
  }

  /** Letters and digits in one word, as accounts are. */
  boolean areAccounts() {
    return areCodes()
        && share(v -> v.matches(".*[A-Za-z].*")) > 0.9
        && share(v -> v.matches(".*\\d.*")) > 0.9;
  }

  /** Digits of one width, five at least. */
  boolean areWideNumbers() {
    int width = isEmpty() ? 0 : counts.keySet().iterator().next().length();
    return width >= 5 && width <= 12 && areDigits() && share(v -> v.length() == width) > 0.98;
  }

  /** Whole numbers that only rise or only fall, each once: the sender's own numbering. */
  boolean areSequence() {
    List<String> filled = all.stream().filter(v -> !v.isEmpty()).toList();
    if (filled.size() < 3
        || distinct() != filled.size()
        || filled.size() != all.size()
        || filled.stream().anyMatch(v -> v.length() > 18 || !DIGITS.matcher(v).matches())) {
      return false;
    }
    long[] numbers = filled.stream().mapToLong(Long::parseLong).toArray();
    long sign = Long.signum(numbers[1] - numbers[0]);
    for (int i = 1; i < numbers.length; i++) {
      if (Long.signum(numbers[i] - numbers[i - 1]) != sign) {
        return false;
      }
    }
    return true;
  }

  /** Rising by one almost always. */
  boolean areCounted() {
    if (!areSequence()) {
      return false;
    }
    long first = Long.parseLong(all.getFirst());
    long last = Long.parseLong(all.getLast());
    return Math.abs(last - first) < all.size() * 2L;
  }

  double averageLength() {
    return counts.entrySet().stream()
            .mapToLong(e -> (long) e.getKey().length() * e.getValue())
            .sum()
        / Math.max(1.0, filled());
  }

  List<String> samples() {
    return counts.keySet().stream()
        .limit(3)
        .map(v -> v.length() > 40 ? v.substring(0, 40) + "…" : v)
        .toList();
  }
}
