package io.akashi.cli.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.store.Book;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy that cannot be written is searched, and the person is told that the look is unrecorded.
 */
final class ReadOnlyCopyTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int found(boolean writable, String book) throws Exception {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            folder,
            Map.of(),
            new Caller("tester", "", false, false));
    AtomicInteger rows = new AtomicInteger();
    int code =
        new OwnDoor(terminal, List.of("search"), path -> writable)
            .enter(
                new Place(),
                Need.EVENTS,
                open -> {
                  Page page = open.store().search(open.look(), Query.builder().book(book).build());
                  rows.set(page.rows().size());
                  return ExitCode.OK;
                });
    assertThat(code).isZero();
    return rows.get();
  }

  @Test
  void isSearchedWithoutARecordAndSaysSo() throws Exception {
    Arrival line =
        new Arrival(
            1_790_000_000_000_000L,
            new SourceId("ehr"),
            Transport.FILE,
            Arrival.NONE,
            Arrival.NONE,
            Map.of(),
            "<13>1 - h app - - - one".getBytes(StandardCharsets.UTF_8));
    StoreOptions options =
        StoreOptions.of(folder.resolve("data"), a -> List.of()).background(false).build();
    try (Store store = Store.open(options)) {
      store.append(Book.CLINICAL, List.of(line)).get();
      store.step();
    }

    assertThat(found(false, "clinical")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("This is a read-only copy: the look is not recorded.");
    err.reset();
    assertThat(looks(options)).isZero();
    assertThat(found(true, "clinical")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(looks(options)).isEqualTo(1);
  }

  private static long looks(StoreOptions options) throws Exception {
    try (Store store = Store.open(options)) {
      return store.status().books().stream()
          .filter(book -> book.book() == Book.HOUSE)
          .mapToLong(Status.BookStatus::durable)
          .sum();
    }
  }
}
