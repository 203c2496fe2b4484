package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose book is gone goes on, and every answer says what it leaves out. */
class MissingBookTest {
  @TempDir Path folder;

  @Test
  void saysWithEachAnswerWhatCannotBeRead() throws Exception {
    Path data = folder.resolve("data");
    StoreOptions options = StoreOptions.of(data, any -> List.of()).background(false).build();
    try (Store store = Store.open(options)) {
      store.append(Book.CLINICAL, List.of(line(), line(), line())).get();
      store.step();
    }
    try (Stream<Path> paths = Files.walk(data.resolve("books/clinical"))) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    try (HouseFixture fixture = HouseFixture.open(folder, Map.of())) {
      String answer = fixture.text(AUDITOR, "/api/v1/events?patient=x");
      assertThat(answer)
          .contains("\"events\":[]")
          .contains("\"unreadable\":[{\"book\":\"clinical\",\"from\":0,\"to\":3,")
          .contains("missing");
      assertThat(fixture.until(AUDITOR, "/inspection/2-5", page -> page.contains("判断できません")))
          .contains("診療情報アクセスの記録 0–2 が読めないため", "バックアップから戻してください")
          .doesNotContain("Damage[");
      assertThat(fixture.text(AUDITOR, "/search")).contains("この結果は全部ではありません", "ここにあった記録がなくなっています");
      String english = "akashi-display=english.common.auto";
      assertThat(HouseFixture.text(fixture.get(AUDITOR, "/search", "Cookie", english)))
          .contains("Entries that were here are gone")
          .doesNotContain("なくなって");
    }
  }

  private static Arrival line() {
    return new Arrival(
        1_790_000_000_000_000L,
        new SourceId("ehr"),
        Transport.FILE,
        Arrival.NONE,
        Arrival.NONE,
        Map.of(),
        "<13>1 - h app - - - one".getBytes(StandardCharsets.UTF_8));
  }
}
