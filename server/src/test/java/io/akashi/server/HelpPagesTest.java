package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help is there for every topic in both languages, and names the duty it serves. */
class HelpPagesTest {
  @TempDir Path folder;

  @Test
  void everyTopicIsThereInBothLanguagesAndNamesItsDuty() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of())) {
      String first = house.text("", "/help");
      var topics =
          Pattern.compile("href=\"(/help/[a-z]+)\" *(?:aria-current=\"page\")?>")
              .matcher(first.substring(first.indexOf("<main")))
              .results()
              .map((MatchResult each) -> each.group(1))
              .toList();

      assertThat(topics).hasSize(11);
      for (String topic : topics) {
        assertThat(house.text("", topic)).contains("関係する義務");
        var english = house.get("", topic, "Cookie", "akashi-display=english.common.auto");
        assertThat(HouseFixture.text(english)).contains("Dut").contains("lang=\"en\"");
      }
      assertThat(house.get("", "/help/nowhere").statusCode()).isEqualTo(404);
    }
  }
}
