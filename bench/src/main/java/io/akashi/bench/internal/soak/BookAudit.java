package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.soak.house.HouseClient;
import io.akashi.bench.internal.soak.kept.Kept;
import io.akashi.bench.internal.soak.kept.LogCheck;
import io.akashi.bench.internal.soak.kept.Violation;
import io.akashi.tlog.TileSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads whole books over HTTP and compares every entry with what was sent. */
final class BookAudit {
  private static final int MOST_VIOLATIONS = 20;
  private static final int SETTLE_SECONDS = 120;
  private static final int QUIET_POLLS = 6;
  private static final long POLL_MILLIS = 500;

  private final HouseClient client;
  private final LogCheck check;
  private final List<Violation> violations = new ArrayList<>();

  BookAudit(HouseClient client, LogCheck check) {
    this.client = client;
    this.check = check;
  }

  /** Reads a book from its first entry to its newest checkpoint. */
  void read(String book) throws IOException, InterruptedException {
    long size = settledSize(book);
    for (long bundle = 0; bundle * TileSource.WIDTH < size; bundle++) {
      for (Kept kept : client.bundle(book, bundle, size)) {
        check.take(kept).ifPresent(this::add);
      }
    }
    check.end(book, size).forEach(this::add);
  }

  /** Violations found, at most the first twenty. */
  List<Violation> violations() {
    return violations;
  }

  private void add(Violation violation) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(violation);
    }
  }

  /** The signed size once nothing comes any more: senders have hung up, sockets are read empty. */
  private long settledSize(String book) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    long size = client.signed(book);
    for (int quiet = 0; quiet < QUIET_POLLS && System.nanoTime() < end; ) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      long now = client.signed(book);
      quiet = now == size ? quiet + 1 : 0;
      size = now;
    }
    return size;
  }
}
