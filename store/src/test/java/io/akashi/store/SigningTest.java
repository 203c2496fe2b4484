package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the store refuses to sign: it never signs two histories. */
class SigningTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");

  /** A file of the journal takes no further group when it holds as many entries. */
  private static final int JOURNAL_FILE = 65_536;

  @TempDir Path folder;

  private Store open(String data, Path anchor) throws StoreException {
    Duration never = Duration.ofDays(36_500);
    return Store.open(Stores.options(folder.resolve(data)).anchor(anchor).sealAge(never).build());
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
      assertThat(store.status().signing())
          .isInstanceOfSatisfying(
              Signing.Refused.class,
              refused -> assertThat(refused.reason()).contains("mkdir -p " + anchor));
      assertThat(store.checkpoint(Book.CLINICAL)).isEmpty();
      assertThat(anchor).doesNotExist();

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

  @Test
  void goesOnByItselfWhenADamagedJournalIsAsItWas() throws Exception {
    String kept;
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 600)).get();
      store.step();
      kept = store.checkpoint(Book.CLINICAL).orElseThrow();
    }
    int middle = (int) Files.size(journal("clinical")) / 2;
    flipAt(journal("clinical"), middle);
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(600, 300)).get();
      store.step();
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(store.checkpoint(Book.CLINICAL)).contains(kept);

      flipAt(journal("clinical"), middle);
      store.step();
      assertThat(store.status().signing()).isEqualTo(new Signing.Active());
      assertThat(store.checkpoint(Book.CLINICAL).orElseThrow()).contains("\n900\n");
      assertThat(store.verifyAgainst(kept).consistent()).isTrue();
      assertThat(store.verify(VerifyOptions.whole()).damage()).isEmpty();
    }
  }

  @Test
  void goesOnByItselfWhenWhatWasDamagedInItsRunIsAsItWas() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 600)).get();
      SealTest.flip(journal("clinical"), 0.5);
      store.step();
      store.step();
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(store.checkpoint(Book.CLINICAL)).isEmpty();

      SealTest.flip(journal("clinical"), 0.5);
      store.step();
      assertThat(store.status().signing()).isEqualTo(new Signing.Active());
      assertThat(store.checkpoint(Book.CLINICAL).orElseThrow()).contains("\n600\n");
    }
  }

  @Test
  void readsOnWithoutAJournalFileAndSignsAgainAfterAStartWithIt() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, JOURNAL_FILE)).get();
      store.append(Book.CLINICAL, Stores.lines(JOURNAL_FILE, 300)).get();
      store.step();
    }
    Path away = Files.move(journal("clinical"), folder.resolve("away"));
    try (Store store = open("data", anchor())) {
      store.step();
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(store.entry(LOOK, Book.CLINICAL, JOURNAL_FILE)).isPresent();
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .anySatisfy(d -> {
            assertThat(d.from()).isZero();
            assertThat(d.to()).isEqualTo(JOURNAL_FILE);
          })
          .hasSize(1);
    }
    Files.move(away, journal("clinical"));
    try (Store store = open("data", anchor())) {
      store.step();
      assertThat(store.status().signing()).isEqualTo(new Signing.Active());
      assertThat(store.verify(VerifyOptions.whole()).damage()).isEmpty();
    }
  }

  @Test
  void goesOnByItselfWhenTheHeadIsAsItWas() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.step();
    }
    SealTest.flip(folder.resolve("data/heads/clinical"), 0.9);
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(10, 10)).get();
      store.step();
      assertThat(store.checkpoint(Book.CLINICAL)).isEmpty();

      SealTest.flip(folder.resolve("data/heads/clinical"), 0.9);
      store.step();
      assertThat(store.checkpoint(Book.CLINICAL).orElseThrow()).contains("\n20\n");
    }
  }

  @Test
  void goesOnByItselfWhenAConflictingAnchorIsTheRightOneAgain() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.step();
    }
    Path kept;
    try (Stream<Path> files = Files.list(anchor())) {
      kept = files.findFirst().orElseThrow();
    }
    String right = Files.readString(kept);
    Files.writeString(kept, right.replace("root", "toor"));
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(10, 10)).get();
      store.step();
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);

      Files.writeString(kept, right);
      store.step();
      assertThat(store.status().signing()).isEqualTo(new Signing.Active());
      assertThat(store.checkpoint(Book.CLINICAL).orElseThrow()).contains("\n20\n");
    }
  }

  @Test
  void anEndCutOffTogetherWithTheHeadIsNamedAndNotSignedOver() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 100)).get();
      store.step();
      store.prove(LOOK, Book.CLINICAL, 5);
      store.step();
    }
    Path journal = data.resolve("books/clinical/journal/00000000000000000000.journal");
    Files.delete(data.resolve("heads/clinical"));
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length * 9 / 10));
    try (Store store = open("data", anchor())) {
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      store.append(Book.CLINICAL, Stores.lines(100, 10)).get();
      store.step();
      assertThat(store.checkpoint(Book.CLINICAL)).isEmpty();
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .anySatisfy(d -> assertThat(d.place()).isEqualTo("heads/clinical"));
    }
  }

  @Test
  void aBookUnderAnotherOriginIsNamed() throws Exception {
    try (Store store = open("data", anchor())) {
      store.append(Book.CLINICAL, Stores.lines(0, 100)).get();
      store.step();
      store.prove(LOOK, Book.CLINICAL, 5);
      store.step();
    }
    Path origin = folder.resolve("data/books/clinical/origin");
    Files.writeString(origin, Files.readString(origin).replace("/clinical", "/clinicam"));
    try (Store store = open("data", anchor())) {
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .anySatisfy(d -> assertThat(d.place()).isEqualTo("books/clinical/origin"));
    }
  }

  private static void flipAt(Path file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[offset] ^= 0x10;
    Files.write(file, bytes);
  }

  private Path journal(String book) {
    return folder.resolve("data/books/" + book + "/journal/00000000000000000000.journal");
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
