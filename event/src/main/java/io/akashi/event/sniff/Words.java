package io.akashi.event.sniff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The vocabularies beside this class, and how words are compared. */
final class Words {
  private static final Pattern BRACKETS = Pattern.compile("[(\\[【<〔].*?[)\\]】>〕]");
  private static final Pattern SIGNS = Pattern.compile("[\\s_\\-./:・「」\"'*、,‐－ー]");

  private Words() {}

  /** A file of lists: {@code section → entry → words}. */
  static Map<String, Object> load(String file) {
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks " + file);
      }
      Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return map(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A map of the file; one that is not there is a defect of the file. */
  static Map<String, Object> map(@Nullable Object node) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(node))
        .forEach((key, value) -> map.put(String.valueOf(key), value));
    return map;
  }

  /** A list of the file; one that is not there is a defect of the file. */
  static List<String> list(@Nullable Object node) {
    return ((List<?>) Objects.requireNonNull(node)).stream().map(String::valueOf).toList();
  }

  /** A heading without width, case, blanks, signs, remarks in brackets and long vowel marks. */
  static String heading(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String open = BRACKETS.matcher(plain).replaceAll("");
    return SIGNS.matcher(open.isBlank() ? plain : open).replaceAll("");
  }

  /** A value without width, case and blanks. */
  static String value(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s", "");
  }
}
