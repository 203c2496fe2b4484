package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with other settings than the last one. */
class ConfigurationChangeTest {
  private static final String EVENTS = "/api/v1/events?book=house&kind=config_change";

  @TempDir Path folder;

  @Test
  void isWrittenDownByItsKeysAndOnce() throws Exception {
    Map<String, String> settings = new HashMap<>(Map.of("akashi.signin.idle", "20m"));
    String none = start(settings, "\"events\":[]");
    assertThat(none).as("a first start changes nothing").contains("\"events\":[]");
    settings.put("akashi.signin.idle", "45m");
    settings.put("akashi.sources.pacs.book", "clinical");
    String changed = start(settings, "akashi.signin.idle");
    assertThat(changed)
        .contains("akashi.sources.pacs.book", "設定が変わりました")
        .doesNotContain("45m", "PT45M", "akashi.zone", "akashi.tokens");
    String again = start(settings, "akashi.signin.idle");
    assertThat(Pattern.compile("\"index\"").matcher(again).results()).hasSize(1);
    assertThat(Files.readString(folder.resolve("data/last-configuration")))
        .doesNotContain("PT45M", "Asia/Tokyo");
  }

  private String start(Map<String, String> settings, String wanted) throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, settings)) {
      return house.until(AUDITOR, EVENTS, found -> found.contains(wanted));
    }
  }
}
