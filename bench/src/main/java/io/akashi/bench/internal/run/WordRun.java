package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.EhrLines;
import io.akashi.bench.internal.measure.Latencies;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.event.Column;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Words in the payloads of the newest month of a filled store: newest 100, and how many. Where
 * {@code words} rules nothing out, every page is unpacked and searched at the same speed, so that
 * the time of a count grows with the entries: it is given for a month of a hospital with 1e9 events
 * in five years, which is what a store of so many events has.
 */
final class WordRun {
  private static final long MONTH = 1_000_000_000L / 60;
  private static final Duration MONTH_OF_DAYS =
      Duration.ofDays(1).multipliedBy(MONTH).dividedBy(EhrLines.EVENTS_PER_DAY);
  private static final int REPEATS = 3;
  private static final Look LOOK = new Look("bench", "auditor", "cli", "");

  /** What is asked, and in which way. */
  private record Word(String what, String text, boolean anyForm) {}

  private static final List<Word> WORDS =
      List.of(
          new Word("frequent", "閲覧", false),
          new Word("rare", "予約,削除", false),
          new Word("a patient's number", EhrLines.inpatient(), false),
          new Word("Japanese, part of a name", "佐藤健", false),
          new Word("of characters that never meet", "存在しない", false),
          new Word("a number that does not occur", "0000105001", false),
          new Word("any form of a category", "ｻﾏﾘ", true),
          new Word("any form of a terminal", "ｔｅｒｍ-0123", true));

  private WordRun() {}

  /** Asks for each word a few times, the store's pages in the cache of the system. */
  static void run(Store store, Report report) throws Exception {
    Instant last = lastOccurred(store);
    Query.Builder month = Query.builder().book(Book.CLINICAL.id()).from(last.minus(MONTH_OF_DAYS));
    long events = store.count(LOOK, month.build());
    for (Word word : WORDS) {
      Query query = month.text(word.text).anyForm(word.anyForm).build();
      Latencies newest = new Latencies();
      Latencies count = new Latencies();
      long found = 0;
      for (int i = 0; i < REPEATS; i++) {
        Stopwatch first = new Stopwatch();
        store.search(LOOK, query);
        newest.add(first.millis());
        Stopwatch second = new Stopwatch();
        found = store.count(LOOK, query);
        count.add(second.millis());
      }
      double millis = count.quantile(0.5);
      report.note(
          "word, %s: finds %,d in %,d events: newest 100 %.0f ms, count %.0f ms; for %.1f million, by the entry: %.1f s"
              .formatted(
                  word.what,
                  found,
                  events,
                  newest.quantile(0.5),
                  millis,
                  MONTH / 1e6,
                  millis / 1e3 * MONTH / events));
    }
  }

  private static Instant lastOccurred(Store store) throws StoreException {
    Query newest = Query.builder().book(Book.CLINICAL.id()).limit(1).build();
    return Objects.requireNonNull(
        store.search(LOOK, newest).rows().getFirst().time(Column.OCCURRED_AT));
  }
}
