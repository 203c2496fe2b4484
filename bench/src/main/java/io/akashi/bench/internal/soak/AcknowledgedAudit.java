package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.soak.SoakFigures.Count;
import io.akashi.bench.internal.soak.SoakFigures.Timing;
import io.akashi.bench.internal.soak.house.HouseClient;
import io.akashi.bench.internal.soak.kept.AcknowledgedCheck;
import io.akashi.bench.internal.soak.kept.Kept;
import io.akashi.bench.internal.soak.kept.Violation;
import io.akashi.bench.internal.soak.sent.Note;
import io.akashi.bench.internal.soak.sent.Note.Acknowledged;
import io.akashi.bench.internal.soak.sent.Notes;
import io.akashi.tlog.TileSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * After each start: every line acknowledged before the server ended is read back over HTTP, and
 * some of earlier lives are too.
 */
final class AcknowledgedAudit {
  private static final int OLDER = 20;
  private static final int PATIENCE_SECONDS = 120;
  private static final long POLL_MILLIS = 50;

  private final Notes notes;
  private final SoakFigures figures;
  private final SplittableRandom random;
  private final List<Acknowledged> older = new ArrayList<>();
  private List<Acknowledged> fresh = new ArrayList<>();

  AcknowledgedAudit(Notes notes, SoakFigures figures, long seed) {
    this.notes = notes;
    this.figures = figures;
    this.random = new SplittableRandom(seed);
  }

  /** Takes note of what was acknowledged until now; called when the server has ended. */
  void serverEnded() throws IOException, ViolationException {
    for (Note note : notes.next()) {
      if (note instanceof Acknowledged ack) {
        raise(AcknowledgedCheck.counted(ack));
        fresh.add(ack);
      }
    }
  }

  /** Compares what was acknowledged in earlier lives of the server with what it keeps now. */
  void check(HouseClient client) throws IOException, InterruptedException, ViolationException {
    long begun = System.nanoTime();
    List<Acknowledged> asked = new ArrayList<>(fresh);
    for (int i = 0; i < OLDER && !older.isEmpty(); i++) {
      Acknowledged drawn = older.get(random.nextInt(older.size()));
      asked.add(drawn);
      figures.add(Count.OLDER_CHECKED, drawn.count());
    }
    asked.sort(
        Comparator.comparing((Acknowledged a) -> a.way().book())
            .thenComparingLong(Acknowledged::first));
    long clinical = awaitSigned(client, "clinical", asked);
    long infrastructure = awaitSigned(client, "infrastructure", asked);
    if (!asked.isEmpty()) {
      figures.time(Timing.SIGNED, (System.nanoTime() - begun) / 1e9);
    }
    List<Kept> bundle = List.of();
    for (Acknowledged ack : asked) {
      long size = ack.way().book().equals("clinical") ? clinical : infrastructure;
      for (long index = ack.first(); index < ack.end(); index++) {
        if (!holds(bundle, ack.way().book(), index)) {
          bundle = client.bundle(ack.way().book(), index / TileSource.WIDTH, size);
        }
        raise(AcknowledgedCheck.holds(ack, bundle.get((int) (index % TileSource.WIDTH))));
      }
      figures.add(Count.ACKNOWLEDGED_CHECKED, ack.count());
    }
    older.addAll(fresh);
    fresh = new ArrayList<>();
  }

  private static boolean holds(List<Kept> bundle, String book, long index) {
    return !bundle.isEmpty()
        && bundle.getFirst().book().equals(book)
        && bundle.getFirst().index() <= index
        && bundle.getLast().index() >= index;
  }

  private static long awaitSigned(HouseClient client, String book, List<Acknowledged> asked)
      throws IOException, InterruptedException, ViolationException {
    Optional<Acknowledged> last =
        asked.stream()
            .filter(ack -> ack.way().book().equals(book))
            .max(Comparator.comparingLong(Acknowledged::end));
    long wanted = last.map(Acknowledged::end).orElse(0L);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    long signed = client.signed(book);
    while (signed < wanted) {
      if (System.nanoTime() > end) {
        throw new ViolationException(AcknowledgedCheck.missing(last.orElseThrow(), signed));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      signed = client.signed(book);
    }
    return signed;
  }

  private static void raise(Optional<Violation> violation) throws ViolationException {
    if (violation.isPresent()) {
      throw new ViolationException(violation.get());
    }
  }
}
