package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.Format;
import io.akashi.bench.internal.corpus.Messages;
import io.akashi.bench.internal.corpus.Octets;
import io.akashi.bench.internal.corpus.Wire;
import io.akashi.bench.internal.house.Settings;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.event.Arrival;
import io.akashi.event.Decoders;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Puts a hospital's past into a store: each message is received some milliseconds after it
 * happened, as it would have been at the hospital's own pace, so that what is stored costs what it
 * costs there.
 */
final class StoreFiller {
  private static final int BATCH = 512;
  private static final int LEAST_DELAY_MICROS = 2_000;
  private static final int MOST_DELAY_MICROS = 25_000;
  private static final SourceProfile LINES =
      new SourceProfile(
          new SourceId(Settings.SOURCE),
          "lines",
          "ehr-access",
          null,
          SourceProfile.DEFAULT_ZONE,
          "電子カルテ",
          null);
  private static final SourceProfile OTHERS = SourceProfile.unknown(new SourceId(Settings.OTHERS));
  private static final Duration PATIENCE = Duration.ofHours(4);

  /** Of entries that are not searchable yet, whose messages stand in the journal as they came. */
  private static final long MOST_LAG = 4_000_000;

  private static final int BATCHES_BETWEEN_LOOKS = 256;

  private final Store store;
  private final Book book;
  private final Messages messages;
  private final Wire wire;
  private final SplittableRandom random;
  private final Octets message = new Octets(256);
  private long receivedMicros;

  /**
   * Goes on behind what the same arguments have put into that book before.
   *
   * @param eventsPerDay how fast their time passes
   */
  StoreFiller(Store store, Book book, Corpus corpus, long seed, long eventsPerDay)
      throws Exception {
    this.store = store;
    this.book = book;
    this.messages = corpus.messages(seed, eventsPerDay);
    this.wire = new Wire(messages, Wire.Header.RFC3164, Wire.Frame.NONE);
    this.random = new SplittableRandom(seed);
    for (long left = status().durable(); left > 0; left -= BATCH) {
      batch((int) Math.min(BATCH, left));
    }
  }

  /** The store of a working folder, with the options of a server that sets none. */
  static Store open(Path work) throws StoreException {
    return Store.open(options(work).build());
  }

  /** The same as a copy: nothing is written, no look recorded. */
  static Store openToRead(Path work) throws StoreException {
    return Store.open(options(work).mode(StoreOptions.Mode.READ_ONLY).build());
  }

  private static StoreOptions.Builder options(Path work) {
    Decoders decoders = Decoders.builtIn();
    return StoreOptions.of(
            work.resolve("store"),
            arrival ->
                decoders.decode(arrival, arrival.source().equals(LINES.id()) ? LINES : OTHERS))
        .origin("bench.invalid");
  }

  /**
   * Appends events, maybe none; returns when all are durable, searchable, signed, sealed and
   * merged. Goes no faster than the entries become searchable: the journal of a year would fill the
   * disk.
   */
  void add(long events) throws Exception {
    CompletableFuture<IndexRange> last = CompletableFuture.completedFuture(new IndexRange(0, 0));
    int batches = 0;
    for (long left = events; left > 0; left -= BATCH) {
      last = store.append(book, batch((int) Math.min(BATCH, left)));
      batches++;
      if (batches % BATCHES_BETWEEN_LOOKS == 0) {
        await(0, MOST_LAG);
      }
    }
    await(last.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).end(), 0);
    store.seal();
    store.merge();
  }

  /** Waits until so many are signed, and no more than so many of the rest not searchable. */
  private void await(long signed, long lag) throws Exception {
    Stopwatch watch = new Stopwatch();
    while (status().signed() < signed || status().lag() > lag) {
      if (watch.seconds() > PATIENCE.toSeconds()) {
        throw new IOException("索引が追いつきません / the followers do not catch up: " + status());
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** How far the book is that is filled. */
  Status.BookStatus status() throws Exception {
    return store.status().books().stream()
        .filter(each -> each.book() == book)
        .findFirst()
        .orElseThrow();
  }

  private List<Arrival> batch(int count) {
    List<Arrival> batch = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      message.clear();
      wire.next(message);
      long delay = random.nextInt(LEAST_DELAY_MICROS, MOST_DELAY_MICROS);
      receivedMicros = Math.max(receivedMicros, messages.clock().epochMicros() + delay);
      batch.add(
          new Arrival(
              receivedMicros,
              (messages.format() == Format.EHR ? LINES : OTHERS).id(),
              Transport.SYSLOG_TCP,
              "192.0.2.10:40112",
              "octet",
              Map.of(),
              message.copy()));
    }
    return batch;
  }
}
