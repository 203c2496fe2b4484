package io.akashi.store.internal.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Signing;
import io.akashi.store.StoreOptions;
import io.akashi.store.Stores;
import io.akashi.store.crash.CrashingDisk;
import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book that was signed long ago, behind thousands of entries of {@code root} about another. */
class IdleBookTest {
  @TempDir static Path filled;
  @TempDir Path folder;
  private Disk disk;
  private Path data;

  @BeforeAll
  static void fill() throws Exception {
    try (OpenStore store = open(CrashingDisk.sound(filled), filled.resolve("data"))) {
      store.append(Book.INFRASTRUCTURE, Stores.lines(0, 10)).get();
      store.books().notary().certify(store.books().get(Book.INFRASTRUCTURE));
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.books().notary().certify(store.books().get(Book.CLINICAL));
      for (int signed = 11; signed <= 13; signed++) {
        repeat(store, RootBook.LAST_EVERY - 10);
        store.append(Book.CLINICAL, Stores.lines(signed, 1)).get();
        store.books().notary().certify(store.books().get(Book.CLINICAL));
      }
      store.books().notary().round();
    }
  }

  /** As many records of the busy book, each as a minute would bring one. */
  private static void repeat(OpenStore store, int records) throws Exception {
    OpenBook root = store.books().get(Book.ROOT);
    String note = store.books().get(Book.CLINICAL).published().orElseThrow().note();
    Arrival record = RootRecord.arrival(new RootRecord.Checkpointed(Book.CLINICAL, note), 1);
    root.appendNow(root.encode(Collections.nCopies(records, record))).get();
  }

  @BeforeEach
  void copy() throws IOException {
    data = folder.resolve("data");
    try (Stream<Path> files = Files.walk(filled.resolve("data"))) {
      for (Path file : files.toList()) {
        Path target = data.resolve(filled.resolve("data").relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    disk = CrashingDisk.sound(folder);
  }

  private static OpenStore open(Disk disk, Path data) throws Exception {
    StoreOptions options = Stores.options(data).sealAge(Duration.ofDays(36_500)).build();
    return OpenStore.open(disk, options);
  }

  @Test
  void isComparedWithRootAtEachStart() throws Exception {
    delete(data.resolve("books/infrastructure/journal"));
    Files.delete(data.resolve("heads/infrastructure"));
    try (OpenStore store = open(disk, data)) {
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(((Signing.Refused) store.status().signing()).reason()).contains("infrastructure");
      IndexRange range = store.append(Book.INFRASTRUCTURE, Stores.lines(0, 1)).get();
      assertThat(range.first()).as("no index is given twice").isEqualTo(10);
    }
  }

  @Test
  void isFoundWithoutReadingFarBack() throws Exception {
    try (OpenStore store = open(disk, data)) {
      long end = store.books().get(Book.ROOT).journal().durableEnd();
      RootReader.Newest newest = store.books().rootReader().newest(end);
      assertThat(newest.signed(Book.INFRASTRUCTURE)).isEqualTo(10);
      assertThat(newest.signed(Book.CLINICAL)).isEqualTo(13);
      assertThat(newest.last().orElseThrow()).isGreaterThan(end - 2 * RootBook.LAST_EVERY);
      assertThat(store.books().rootReader().newest(100).signed(Book.INFRASTRUCTURE)).isEqualTo(10);
    }
  }

  @Test
  void isProvedFromItsOldRecord() throws Exception {
    try (OpenStore store = open(disk, data)) {
      long before = store.books().get(Book.ROOT).journal().durableEnd();
      assertThat(new Prover(store.books()).prove(Book.INFRASTRUCTURE, 3).proof()).isNotEmpty();
      assertThat(store.books().get(Book.ROOT).journal().durableEnd()).isEqualTo(before);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
