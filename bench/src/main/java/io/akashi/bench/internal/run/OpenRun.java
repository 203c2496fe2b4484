package io.akashi.bench.internal.run;

import io.akashi.bench.internal.measure.Latencies;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.StoredEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;

/** What it costs to open one event, and what of that is its comparison with the signed tree. */
final class OpenRun {
  private static final int OPENED = 500;
  private static final int BLOCK = 256;
  private static final Look LOOK = new Look("bench", "auditor", "bench", "");

  private OpenRun() {}

  /** Opens entries all over a store that is not open, and notes microseconds. */
  static void report(Path work, Report report) throws IOException, StoreException {
    long[] blocks;
    try (Store store = StoreFiller.openToRead(work)) {
      long size = store.status().books().getFirst().signed();
      blocks = new SplittableRandom(1).longs(OPENED, 0, size / BLOCK).toArray();
      // The first entry of a block: reading it alone is reading without proof.
      Latencies cold = checked(store, blocks);
      Latencies warm = checked(store, blocks);
      Latencies bare = bare(store, blocks);
      report.note(
          ("open one entry of %,d, p50 / p99: %s µs with its proof the first time, %s the second, %s"
                  + " without")
              .formatted(size, micros(cold), micros(warm), micros(bare)));
    }
  }

  private static Latencies checked(Store store, long[] blocks) throws StoreException {
    Latencies latencies = new Latencies();
    for (long block : blocks) {
      Stopwatch watch = new Stopwatch();
      Optional<StoredEntry> entry = store.entry(LOOK, Book.CLINICAL, block * BLOCK);
      if (entry.isEmpty() || entry.get().doubt().isPresent()) {
        throw new StoreException("not what was signed: block " + block);
      }
      latencies.add(watch.millis());
    }
    return latencies;
  }

  private static Latencies bare(Store store, long[] blocks) throws IOException {
    Latencies latencies = new Latencies();
    for (long block : blocks) {
      Stopwatch watch = new Stopwatch();
      if (store.tiles(Book.CLINICAL).bundle(block, 1).length == 0) {
        throw new IOException("an empty entry");
      }
      latencies.add(watch.millis());
    }
    return latencies;
  }

  private static String micros(Latencies latencies) {
    return "%,.0f / %,.0f".formatted(latencies.quantile(0.5) * 1e3, latencies.quantile(0.99) * 1e3);
  }
}
