package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.Visitor.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who guess: many at once, from inside, over a restart, at a browser that was left open. */
class GuessingTest {
  private static final int AT_ONCE = 40;

  @TempDir Path folder;

  /**
   * How often it was tried; what was tried while it was locked is told apart, and may come later.
   */
  private static long failures(HouseFixture house, String user) throws Exception {
    String all =
        house.until(
            AUDITOR,
            "/api/v1/events?book=house&limit=1000&user=" + user,
            found -> found.contains("\"kind\":\"lockout\""));
    return count(all, "\"kind\":\"login_failure\"") - count(all, "a user id that is locked");
  }

  private static long count(String all, String text) {
    return Pattern.compile(text, Pattern.LITERAL).matcher(all).results().count();
  }

  @Test
  void whoTriesManyCodesAtOnceHasNoMoreOfThem() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of());
        Visitor visitor = new Visitor(house.house());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Visitor.Keys keys = house.person(Scope.ALL, Role.AUDITOR);
      visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
      String token = visitor.token();
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String code = "x%05d".formatted(i);
        answers.add(
            threads.submit(() ->
                visitor.postBare("/login/second", "/login/second", "code", code, "_csrf", token)));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isIn(403, 503);
      }
      for (int i = 0; i < 5; i++) {
        visitor.post("/login/second", "code", "y" + i);
      }
      assertThat(failures(house, keys.user())).isEqualTo(5);
    }
  }

  @Test
  void aBrowserThatWasLeftOpenIsNoPlaceToGuessThePassword() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of());
        Visitor visitor = new Visitor(house.house())) {
      Visitor.Keys keys = house.person(Scope.ALL, Role.AUDITOR);
      visitor.signIn(keys);
      for (int i = 0; i < 5; i++) {
        assertThat(visitor.post("/account/codes", "current", "no-idea-" + i).statusCode())
            .isEqualTo(422);
      }
      HttpResponse<String> right = visitor.post("/account/codes", "current", Visitor.PASSWORD);
      assertThat(right.statusCode()).as("locked").isEqualTo(422);
      assertThat(right.body()).contains("続けて違った");
      assertThat(failures(house, keys.user())).isEqualTo(5);
      assertThat(
              house.until(
                  AUDITOR,
                  "/api/v1/events?book=house&kind=login_failure&user=" + keys.user(),
                  all -> all.contains("a user id that is locked")))
          .as("what was tried while it was locked")
          .contains("sign-in 127.0.0.1", "\"count\":1");
    }
  }

  @Test
  void aRestartLetsNobodyTryAnew() throws Exception {
    Visitor.Keys keys;
    try (HouseFixture house = HouseFixture.open(folder, Map.of());
        Visitor visitor = new Visitor(house.house())) {
      keys = house.person(Scope.ALL, Role.AUDITOR);
      for (int i = 0; i < 5; i++) {
        visitor.post("/login", "user", keys.user(), "password", "wrong-of-course-" + i);
      }
    }
    try (HouseFixture house = HouseFixture.open(folder, Map.of());
        Visitor visitor = new Visitor(house.house())) {
      HttpResponse<String> right =
          visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
      assertThat(right.statusCode()).isEqualTo(403);
      assertThat(right.body()).contains("分後");
    }
  }

  @Test
  void aSearchThatIsLeftOpenDoesNotKeepItsPersonSignedIn() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of("akashi.signin.idle", "2s"));
        Visitor visitor = new Visitor(house.house())) {
      Visitor.Keys keys = house.person(Scope.ALL, Role.AUDITOR);
      visitor.signIn(keys);
      Instant end = Instant.now().plus(Duration.ofSeconds(20));
      HttpResponse<String> newer = visitor.get("/search/newer?since=0");
      assertThat(newer.statusCode()).isEqualTo(200);
      while (newer.statusCode() == 200 && Instant.now().isBefore(end)) {
        newer = visitor.get("/search/newer?since=0");
      }
      assertThat(newer.statusCode()).isEqualTo(303);
      assertThat(where(newer)).startsWith("/login?next=");
      visitor.postBare(
          "/account/password",
          "/account",
          "_csrf",
          visitor.token(),
          "current",
          Visitor.PASSWORD,
          "again",
          "Mi3-" + "tabi-sora");
      visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
      visitor.post("/login/second", "code", keys.nextCode());
      assertThat(visitor.text("/account"))
          .as("what was typed comes back without what is secret")
          .contains(keys.user())
          .doesNotContain(Visitor.PASSWORD, "tabi-sora");
    }
  }
}
