package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the store refuses to sign: it never signs two histories. */
class SigningTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");

  @TempDir Path folder;

  private Store open(String data, Path anchor) throws StoreException {
    return Store.open(Stores.options(folder.resolve(data)).anchor(anchor).build());
  }

  private Path anchor() throws IOException {
    return Files.createDirectories(folder.resolve("anchor"));
  }

  @Test
  void refusesADataDirectoryOlderThanItsAnchor() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.step();
    }
    copy(folder.resolve("data"), folder.resolve("snapshot"));
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(10, 10)).get();
      store.step();
      store.prove(LOOK, Book.CLINICAL, 15);
      store.step();
    }
    try (Store restored = open("snapshot", anchor())) {
      String before = restored.checkpoint(Book.CLINICAL).orElseThrow();
      restored.append(Book.CLINICAL, Stores.lines(50, 10)).get();
      restored.step();

      assertThat(restored.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(restored.checkpoint(Book.CLINICAL)).contains(before);
      assertThat(restored.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(20);
    }
  }

  @Test
  void refusesWhileTheAnchorCannotBeReadAndGoesOnByItself() throws Exception {
    Path anchor = folder.resolve("anchor");
    try (Store store = open("data", anchor)) {
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.step();
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(store.checkpoint(Book.CLINICAL)).isEmpty();

      Files.createDirectories(anchor);
      store.step();
      assertThat(store.status().signing()).isEqualTo(new Signing.Active());
      assertThat(store.checkpoint(Book.CLINICAL)).isPresent();
    }
  }

  @Test
  void aLogRewrittenAndSignedAgainContradictsAKeptCheckpoint() throws Exception {
    String kept;
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 100)).get();
      store.step();
      kept = store.checkpoint(Book.CLINICAL).orElseThrow();
    }
    // The administrator has the key: makes a new history under the same origin, and signs it.
    Path forged = folder.resolve("forged");
    copyWithoutEntries(folder.resolve("data"), forged);
    try (Store store = Store.open(Stores.options(forged).build())) {
      store.append(Book.CLINICAL, Stores.lines(1, 100)).get();
      store.step();

      assertThat(store.verify(VerifyOptions.whole()).damage()).isEmpty();
      assertThat(store.verifyAgainst(kept).consistent()).isFalse();
    }
    try (Store store = open("forged", anchor())) {
      store.step();
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
    }
  }

  @Test
  void doesNotSignOverAJournalThatWasChanged() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 100)).get();
      store.step();
    }
    Path journal = folder.resolve("data/books/clinical/journal/00000000000000000000.journal");
    SealTest.flip(journal, 0.5);
    try (Store store = open("data", anchor())) {
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      VerifyReport report = store.verify(VerifyOptions.whole());
      assertThat(report.damage())
          .anySatisfy(d -> {
            assertThat(d.book()).isEqualTo(Book.CLINICAL);
            assertThat(d.to() - d.from()).isEqualTo(1);
            assertThat(d.place()).contains("journal");
          });
      store.step();
      assertThat(store.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(99);
    }
  }

  @Test
  void findsAHeadThatIsNotItsOwn() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.step();
    }
    SealTest.flip(folder.resolve("data/heads/clinical"), 0.9);
    try (Store store = open("data", anchor())) {
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void copyWithoutEntries(Path from, Path to) throws IOException {
    copy(from, to);
    try (Stream<Path> files = Files.walk(to)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = to.relativize(file).toString();
        if (name.contains("journal") || name.startsWith("heads")) {
          Files.delete(file);
        }
      }
    }
  }
}
