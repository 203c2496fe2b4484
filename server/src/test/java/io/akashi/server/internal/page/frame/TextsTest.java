package io.akashi.server.internal.page.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of every page is there in both languages, and nothing in a page is inline. */
class TextsTest {
  private static final Path PAGES =
      Path.of("src", "main", "resources", "io", "akashi", "server", "internal", "page");
  private static final Pattern KEY = Pattern.compile("#\\{([a-z][A-Za-z0-9._-]*)[}(]");

  static List<String> features() {
    return FrameConfiguration.FEATURES;
  }

  @ParameterizedTest
  @MethodSource("features")
  void bothLanguagesHaveTheSameTexts(String feature) throws IOException {
    assertThat(texts(feature, "_en").keySet()).isEqualTo(texts(feature, "").keySet());
    assertThat(texts(feature, "_en").values()).noneMatch(text -> text.toString().isBlank());
  }

  @Test
  void everyTextThatATemplateNamesIsThere() throws IOException {
    Set<Object> known = new TreeSet<>();
    for (String feature : features()) {
      known.addAll(texts(feature, "").keySet());
    }
    for (Path template : files("html")) {
      assertThat(KEY.matcher(Files.readString(template)).results().map(found -> found.group(1)))
          .as(template.toString())
          .allMatch(known::contains);
    }
  }

  @Test
  void noTemplateHasScriptOrStyleInline() throws IOException {
    Pattern inline =
        Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*src)|hx-on|hx-vals=.js");
    for (Path template : files("html")) {
      assertThat(inline.matcher(Files.readString(template)).results().map(MatchResult::group))
          .as(template.toString())
          .isEmpty();
    }
  }

  private static Properties texts(String feature, String language) throws IOException {
    Properties texts = new Properties();
    Path file = PAGES.resolve(feature).resolve(feature + language + ".properties");
    try (Reader in = Files.newBufferedReader(file)) {
      texts.load(in);
    }
    return texts;
  }

  private static List<Path> files(String extension) throws IOException {
    try (Stream<Path> all = Files.walk(PAGES)) {
      return all.filter(file -> file.toString().endsWith("." + extension))
          .collect(Collectors.toList());
    }
  }
}
