package io.akashi.bench.internal.run;

import io.akashi.bench.internal.house.StoreProcess;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.bench.internal.measure.Target;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;

/** A full verify of a store, in a process that does nothing else. */
public final class VerifyRun {
  private VerifyRun() {}

  /** Verifies the store of a working folder in this process: entries, seconds. */
  public static StoreProcess.Verified verify(Path work) throws Exception {
    try (Store store = StoreFiller.open(work)) {
      Stopwatch watch = new Stopwatch();
      VerifyReport verified = store.verify(VerifyOptions.whole());
      double seconds = watch.seconds();
      if (!verified.intact()) {
        throw new IOException("記録が壊れています / not intact: " + verified.damage().getFirst());
      }
      long entries = verified.books().stream().mapToLong(VerifyReport.BookResult::entries).sum();
      return new StoreProcess.Verified(entries, seconds, StoreProcess.ownPeakMegabytes());
    }
  }

  static void report(Path work, Report report)
      throws IOException, InterruptedException, StoreException {
    StoreProcess.Verified verified = StoreProcess.verify(work);
    report.add(
        new Figure(
            Target.VERIFY,
            verified.entries() / verified.seconds(),
            report.limits().leaves(),
            "leaf hashes, one thread",
            "%,d entries in %.1f s, peak memory of the process %.0f MB"
                .formatted(verified.entries(), verified.seconds(), verified.peakMegabytes())));
    OpenRun.report(work, report);
  }
}
