package io.akashi.event.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the codes in event data say, in Japanese and English: logon types, NTSTATUS and Kerberos
 * codes, message parameters ({@code %%2313}). Read from the resource {@code codes.txt}. Immutable,
 * safe for use by many threads.
 */
final class CodeTexts {
  private static final String RESOURCE = "codes.txt";
  private static final String PARAMETER = "%%";
  private static final int MOST_PARAMETERS = 32;

  /** The texts of this release. */
  static final CodeTexts BUILT_IN = load();

  private final Map<String, Map<String, String>> byName = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();

  private CodeTexts() {}

  /**
   * Reads lines: {@code [Name|Name]} begins the codes of those values, {@code [%%]} the message
   * parameters; {@code code Japanese English}, two blanks or more between them.
   *
   * @throws IllegalArgumentException when a line is wrong
   */
  static CodeTexts parse(Iterable<String> lines) {
    CodeTexts texts = new CodeTexts();
    Map<String, String> codes = new HashMap<>();
    for (String line : lines) {
      if (line.startsWith("[")) {
        String names = line.substring(1, line.length() - 1);
        codes = names.equals(PARAMETER) ? texts.parameters : new HashMap<>();
        for (String name : names.split("\\|")) {
          texts.byName.put(name, codes);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.strip().split("\\s{2,}");
        if (cells.length != 3) {
          throw new IllegalArgumentException("'" + line + "' has not three cells");
        }
        codes.put(plain(cells[0]), cells[1] + " / " + cells[2]);
      }
    }
    return texts;
  }

  private static CodeTexts load() {
    try (InputStream in = CodeTexts.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing");
      }
      return parse(new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hexadecimal in small letters without leading zeros; everything else as it is. */
  private static String plain(String code) {
    if (!code.startsWith("0x") && !code.startsWith("0X")) {
      return code;
    }
    int digit = 2;
    while (digit < code.length() - 1 && code.charAt(digit) == '0') {
      digit++;
    }
    return "0x" + code.substring(digit).toLowerCase(Locale.ROOT);
  }

  /** What the value says, or null when it is no code that anybody has put into words. */
  @Nullable String of(String name, String value) {
    if (value.startsWith(PARAMETER)) {
      return parameters(value);
    }
    Map<String, String> codes = byName.get(name);
    return codes == null ? null : codes.get(plain(value.strip()));
  }

  /** A list of parameters, each behind blanks, becomes a list of texts. */
  private @Nullable String parameters(String value) {
    Set<String> texts = new LinkedHashSet<>();
    List<String> words = Arrays.asList(value.split("\\s+", MOST_PARAMETERS + 1));
    for (String word : words.subList(0, Math.min(words.size(), MOST_PARAMETERS))) {
      String text = parameters.get(word);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts.isEmpty() ? null : String.join("; ", texts);
  }
}
