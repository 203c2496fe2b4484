package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Configuration;
import io.akashi.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A word over HTTP, before and after its entry was sealed. */
class SealedWordsTest {
  @TempDir Path folder;

  @Test
  void findsJapaneseWordsHotAndSealed() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of())) {
      String lines = "処方箋を印刷 ﾔﾏﾀﾞ\n" + "閲覧\n".repeat(255);
      byte[] body = lines.getBytes(StandardCharsets.UTF_8);
      house.post(SENDER, "/intake/v1/ehr", body, "Content-Type", "text/plain");
      house.until(AUDITOR, asked("閲覧&limit=1000"), answer -> answer.split("閲覧").length > 255);
      finds(house);
    }
    seal();
    try (HouseFixture house = HouseFixture.open(folder, Map.of())) {
      finds(house);
    }
  }

  private static void finds(HouseFixture house) throws Exception {
    assertThat(house.text(AUDITOR, asked("方箋"))).contains("処方箋を印刷");
    assertThat(house.text(AUDITOR, asked("方針"))).contains("\"events\":[]");
    assertThat(house.text(AUDITOR, asked("やまだ"))).contains("\"events\":[]");
    assertThat(house.text(AUDITOR, asked("やまだ&any-form=true"))).contains("処方箋を印刷");
  }

  private static String asked(String text) {
    String[] parts = text.split("&", 2);
    return "/api/v1/events?book=clinical&text="
        + URLEncoder.encode(parts[0], StandardCharsets.UTF_8)
        + (parts.length > 1 ? "&" + parts[1] : "");
  }

  private void seal() throws Exception {
    Configuration configuration = HouseFixture.configuration(folder, Map.of());
    Sources sources = Sources.of(configuration, House.decoders(configuration));
    try (Store store =
        Store.open(House.storeOptions(configuration, sources).background(false).build())) {
      store.step();
      store.seal();
      assertThat(store.status().books()).anyMatch(book -> book.sealed() == 256);
    }
  }
}
