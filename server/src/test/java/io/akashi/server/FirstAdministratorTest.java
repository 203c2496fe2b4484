package io.akashi.server;

import static io.akashi.server.Visitor.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Account;
import io.akashi.server.config.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link that makes the first administrator. */
class FirstAdministratorTest {
  @TempDir Path folder;

  @Test
  void isMadeOnceByThePrintedLinkAndSetsUpTwoFactors() throws Exception {
    try (HouseFixture fixture = HouseFixture.open(folder, Map.of());
        Visitor visitor = new Visitor(fixture.house())) {
      String link = fixture.house().firstLink().orElseThrow();
      assertThat(fixture.said()).contains("first    " + link);
      String path = link.substring(fixture.house().url().length());
      assertThat(visitor.get("/first/" + "0".repeat(40)).statusCode()).isEqualTo(404);
      assertThat(visitor.text("/login")).contains("まだ管理者がいません");
      assertThat(visitor.text(path)).contains("8文字以上");

      HttpResponse<String> weak = make(visitor, path, "admin2026");
      assertThat(weak.statusCode()).isEqualTo(422);
      assertThat(weak.body()).contains("推測されやすい", "value=\"証 太郎\"");
      assertThat(where(make(visitor, path, "ao7kumo8"))).isEqualTo("/login/setup");

      Account made = fixture.house().accounts().find("taro").orElseThrow();
      assertThat(made.roles()).containsExactly(Role.ADMIN);
      assertThat(visitor.get(path).statusCode()).as("used").isEqualTo(404);
      assertThat(make(visitor, path, "ao7kumo8").statusCode()).isEqualTo(404);
    }
    try (HouseFixture again = HouseFixture.open(folder, Map.of())) {
      assertThat(again.said()).doesNotContain("first    ");
      assertThat(again.house().firstLink()).isEmpty();
    }
  }

  private static HttpResponse<String> make(Visitor visitor, String path, String password)
      throws Exception {
    return visitor.post(
        path, "user", "Taro", "name", "証 太郎", "password", password, "again", password);
  }
}
