package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifications that were interrupted, and what the next one reads. */
class ResumedVerifyTest {
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void fill() throws Exception {
    data = folder.resolve("data");
    fill(1_100, 256);
  }

  private void fill(int entries, int seal) throws Exception {
    try (Store store = Store.open(Stores.options(data).sealEntries(seal).build())) {
      store.append(Book.CLINICAL, Stores.lines(0, entries)).get();
      store.step();
      store.seal();
    }
  }

  private static void toTheEnd(VerifyOptions.Progress progress) {
    assertThat(progress.done()).isPositive();
  }

  private static VerifyReport verify(
      Store store, boolean deep, boolean resume, Consumer<VerifyOptions.Progress> progress)
      throws StoreException {
    return store.verify(
        new VerifyOptions(EnumSet.of(Book.CLINICAL), deep, false, resume, progress));
  }

  /** Ends when that many entries are read, as a person does who presses Ctrl-C. */
  private static void interrupt(Store store, boolean deep, long at) {
    assertThatThrownBy(() ->
            verify(
                store,
                deep,
                false,
                progress -> {
                  if (progress.done() >= at) {
                    throw new CancellationException();
                  }
                }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void goesOnAtTheSegmentWhereItWasInterrupted() throws Exception {
    for (boolean deep : new boolean[] {false, true}) {
      try (Store store = Stores.open(data)) {
        interrupt(store, deep, 768);
      }
      try (Store store = Stores.open(data)) { // as after a kill -9
        VerifyReport report = verify(store, deep, true, ResumedVerifyTest::toTheEnd);
        assertThat(report.damage()).isEmpty();
        long from = report.books().getFirst().from();
        assertThat(from).isIn(512L, 768L);
        assertThat(report.books().getFirst().entries()).isEqualTo(1_100 - from);
        assertThat(report.books().getFirst().checkpoints()).isPositive();
      }
    }
  }

  @Test
  void goesOnInsideALargeSegment() throws Exception {
    data = folder.resolve("large");
    fill(140_032, 140_032);
    try (Store store = Stores.open(data)) {
      interrupt(store, false, 131_072);
      VerifyReport report = verify(store, false, true, ResumedVerifyTest::toTheEnd);

      assertThat(report.damage()).isEmpty();
      assertThat(report.books().getFirst().from()).isIn(65_536L, 131_072L);
    }
  }

  @Test
  void readsAllUnlessToldOtherwiseAndWhenNothingWasInterrupted() throws Exception {
    try (Store store = Stores.open(data)) {
      interrupt(store, false, 512);
      assertThat(verify(store, false, false, ResumedVerifyTest::toTheEnd).books().getFirst().from())
          .isZero();
      assertThat(verify(store, false, true, ResumedVerifyTest::toTheEnd).books().getFirst().from())
          .as("that one came to its end")
          .isZero();
    }
  }

  @Test
  void marksNothingBehindADamage() throws Exception {
    damage("00000000000000000256-00000000000000000512");
    try (Store store = Stores.open(data)) {
      interrupt(store, false, 768);
      VerifyReport report = verify(store, false, true, ResumedVerifyTest::toTheEnd);

      assertThat(report.books().getFirst().from()).isEqualTo(256);
      assertThat(report.damage()).isNotEmpty();
    }
  }

  @Test
  void believesAMarkOnlyUntilSomebodyAsksForEverything() throws Exception {
    try (Store store = Stores.open(data)) {
      interrupt(store, false, 512);
    }
    damage("00000000000000000000-00000000000000000256");
    try (Store store = Stores.open(data)) {
      assertThat(verify(store, false, true, ResumedVerifyTest::toTheEnd).damage())
          .as("as SECURITY.md says")
          .isEmpty();
      assertThat(verify(store, false, false, ResumedVerifyTest::toTheEnd).damage()).isNotEmpty();
    }
  }

  @Test
  void findsAMarkThatIsOfAnotherTree() throws Exception {
    Path mark = data.resolve("derived/verified/clinical.running");
    try (Store store = Stores.open(data)) {
      interrupt(store, false, 512);
      String[] lines = Files.readString(mark).split("\n");
      lines[2] = "A".repeat(43) + "=";
      Files.writeString(mark, String.join("\n", lines) + "\n");

      assertThat(verify(store, false, true, ResumedVerifyTest::toTheEnd).damage()).isNotEmpty();
    }
  }

  @Test
  void takesWhatIsNoMarkForNone() throws Exception {
    Path mark = data.resolve("derived/verified/clinical.running");
    for (String text : new String[] {"", "x\n-1\n", "\0".repeat(5_000)}) {
      try (Store store = Stores.open(data)) {
        interrupt(store, false, 512);
        Files.write(mark, text.getBytes(StandardCharsets.UTF_8));
        VerifyReport report = verify(store, false, true, ResumedVerifyTest::toTheEnd);

        assertThat(report.books().getFirst().from()).isZero();
        assertThat(report.damage()).isEmpty();
      }
    }
  }

  @Test
  void endsSoonAfterItsQuestionIsCancelled() throws Exception {
    Asking asking = Asking.begin();
    try (Store store = Stores.open(data)) {
      assertThatThrownBy(
              () -> asking.call(() -> verify(store, false, false, progress -> asking.cancel())))
          .isInstanceOfSatisfying(
              QueryException.class,
              e -> assertThat(e.reason()).isEqualTo(QueryException.Reason.CANCELLED));
      assertThat(verify(store, false, true, ResumedVerifyTest::toTheEnd).books().getFirst().from())
          .isPositive();
    }
  }

  private void damage(String segment) throws Exception {
    SealTest.flip(
        data.resolve("books/clinical/segments").resolve(segment).resolve("entries.parquet"), 0.4);
  }
}
