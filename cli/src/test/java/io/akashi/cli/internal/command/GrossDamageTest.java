package io.akashi.cli.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.internal.run.Caller;
import io.akashi.cli.internal.run.OwnDoor;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.Terminal;
import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say, and how they end, when a book, the key or the format is gone. */
@Timeout(120)
final class GrossDamageTest {
  private static final int ENTRIES = 300;

  @TempDir Path folder;
  private Path data;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void fill() throws Exception {
    data = folder.resolve("data");
    StoreOptions options =
        StoreOptions.of(data, arrival -> List.of())
            .background(false)
            .sealAge(Duration.ofDays(36_500))
            .build();
    try (Store store = Store.open(options)) {
      store.append(Book.CLINICAL, lines()).get();
      store.append(Book.INFRASTRUCTURE, lines()).get();
      store.step();
      store.prove(new Look("tester", "auditor", "test", ""), Book.CLINICAL, 1);
      store.prove(new Look("tester", "auditor", "test", ""), Book.INFRASTRUCTURE, 1);
      store.step();
    }
  }

  private static List<Arrival> lines() {
    List<Arrival> lines = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      byte[] line = "<13>1 - h app - - - line %d".formatted(i).getBytes(StandardCharsets.UTF_8);
      lines.add(
          new Arrival(
              1_790_000_000_000_000L + i,
              new SourceId("ehr"),
              Transport.FILE,
              Arrival.NONE,
              Arrival.NONE,
              Map.of(),
              line));
    }
    return lines;
  }

  private Ended akashi(String... typed) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            folder,
            Map.of(),
            new Caller("tester", "", false, false));
    List<String> args = List.of(typed);
    int code = AkashiCommand.run(new Session(terminal, new OwnDoor(terminal, args), args));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void verifyNamesABookThatIsGoneAndSearchSaysItIsMissing() throws Exception {
    delete(data.resolve("books/clinical"));
    Ended verified = akashi("verify");
    assertThat(verified.code()).as(verified.toString()).isEqualTo(1);
    assertThat(verified.out())
        .contains("clinical #0–#299 books/clinical: ")
        .contains("missing; 300 entries were signed")
        .containsPattern("infrastructure +正常 intact");
    Ended found = akashi("search", "--text", "line 299");
    assertThat(found.code()).as(found.toString()).isZero();
    assertThat(found.out()).contains("line 299");
    assertThat(found.err()).contains("entries 0 to 299 of book clinical cannot be read");
    Ended exported = akashi("export", "--text", "line 299", "--out", "e");
    assertThat(exported.code()).as(exported.toString()).isZero();
    assertThat(exported.err()).contains("entries 0 to 299 of book clinical cannot be read");
  }

  @Test
  void readingWorksWithoutThePrivateKeyAndServingSaysWhyNot() throws Exception {
    Files.delete(data.resolve("log.key"));
    for (String[] typed :
        new String[][] {
          {"verify"},
          {"search", "--text", "line 299"},
          {"prove", "--book", "clinical", "--index", "3"},
          {"export", "--text", "line 299", "--out", "e"},
          {"status"}
        }) {
      Ended ended = akashi(typed);
      assertThat(ended.code()).as(ended.toString()).isZero();
      assertThat(ended.err()).contains("log.key is missing").contains("the look is not recorded");
    }
    for (String command : List.of("serve", "import")) {
      Ended refused =
          command.equals("serve")
              ? akashi("serve")
              : akashi(
                  "import", "--source", "s", "--format", "syslog", "--book", "clinical", file());
      assertThat(refused.code()).as(refused.toString()).isEqualTo(2);
      assertThat(refused.err())
          .contains("log.key is missing")
          .contains("restore the key from a backup");
    }
  }

  @Test
  void aChangedFormatIsExplainedByItself() throws Exception {
    Files.writeString(data.resolve("FORMAT"), "akasha\n");
    Ended verified = akashi("verify");
    assertThat(verified.code()).isEqualTo(2);
    assertThat(verified.err())
        .contains(data.resolve("FORMAT").toString())
        .contains("'akashi-data/1'")
        .contains("'akasha'")
        .doesNotContain("akashi verify");
    assertThat(verified.err().lines()).hasSize(1);
  }

  @Test
  void aPipeInAJournalsPlaceIsDamageOfItsBook() throws Exception {
    Path journal = data.resolve("books/clinical/journal/00000000000000000000.journal");
    Files.delete(journal);
    assertThat(new ProcessBuilder("mkfifo", journal.toString()).start().waitFor()).isZero();
    Ended verified = akashi("verify");
    assertThat(verified.code()).as(verified.toString()).isEqualTo(1);
    assertThat(verified.out())
        .contains("a pipe or device, not a regular file")
        .containsPattern("infrastructure +正常 intact");
  }

  private String file() throws IOException {
    return Files.writeString(folder.resolve("there.log"), "<13>1 - h a - - - x\n").toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
