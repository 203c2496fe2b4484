package io.akashi.server.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Passwords that others try first: a common word with digits or signs around it, the user id, few
 * characters again and again, rows of the keyboard and of the alphabet. The words are our own list,
 * {@code common-words.txt}.
 */
final class CommonPasswords {
  private static final List<String> ROWS =
      List.of("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm");
  private static final int LEAST_OF_A_ROW = 4;
  private static final int LEAST_BESIDE_ROWS = 5;
  private static final int LEAST_DIFFERENT = 5;
  private static final int SHORT_ID = 3;
  private static final Pattern AROUND =
      Pattern.compile("^[\\d\\p{Punct}&&[^@$]]+|[\\d\\p{Punct}&&[^@$]]+$");
  private static final Set<String> WORDS = words();

  private CommonPasswords() {}

  private static Set<String> words() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream("common-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("this release lacks common-words.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> List.of(line.split(" ")).stream())
          .filter(word -> !word.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isEasy(String password, String user) {
    String lower = password.toLowerCase(Locale.ROOT);
    return hasId(lower, user)
        || hasId(unmasked(lower), user)
        || lower.chars().distinct().count() < LEAST_DIFFERENT
        || isWord(lower)
        || isWord(unmasked(AROUND.matcher(lower).replaceAll("")))
        || isRows(lower);
  }

  private static boolean hasId(String text, String user) {
    String id = user.toLowerCase(Locale.ROOT);
    return id.length() <= SHORT_ID ? letters(text).equals(letters(id)) : text.contains(id);
  }

  /** Letters for the signs that are written in their place. */
  private static String unmasked(String text) {
    return text.replace('@', 'a')
        .replace('4', 'a')
        .replace('0', 'o')
        .replace('1', 'i')
        .replace('!', 'i')
        .replace('3', 'e')
        .replace('$', 's')
        .replace('5', 's')
        .replace('7', 't');
  }

  /** Whether nothing but a common word, once or more often, is left without digits and signs. */
  private static boolean isWord(String text) {
    String rest = letters(text);
    if (rest.isEmpty()) {
      return true;
    }
    for (int length = 2; length <= rest.length(); length++) {
      String word = rest.substring(0, length);
      if (WORDS.contains(word) && word.repeat(rest.length() / length).equals(rest)) {
        return true;
      }
    }
    return false;
  }

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}]", "");
  }

  /** Whether little is left beside rows of the keyboard and the alphabet, either way round. */
  private static boolean isRows(String text) {
    String rest = text;
    for (String row : ROWS) {
      rest = without(row, rest);
      rest = without(new StringBuilder(row).reverse().toString(), rest);
    }
    return rest.length() < Math.min(LEAST_BESIDE_ROWS, text.length());
  }

  private static String without(String row, String text) {
    String rest = text;
    for (int length = row.length(); length >= LEAST_OF_A_ROW; length--) {
      for (int from = 0; from + length <= row.length(); from++) {
        rest = rest.replace(row.substring(from, from + length), "");
      }
    }
    return rest;
  }
}
