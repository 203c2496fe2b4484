package io.akashi.server;

import io.akashi.evidence.Inspection;
import io.akashi.register.Registers;
import io.akashi.register.State;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the answers of the inspection sheet up to date: looks each second whether anything changed,
 * computes at most every five, and rests twenty times as long as the last computation took, up to
 * 45 seconds: the receivers come first. It opens by itself once what Akashi wrote before is
 * searchable. Safe for use by many threads.
 */
public final class InspectionDesk implements Closeable {
  private static final Logger LOG = System.getLogger(InspectionDesk.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofSeconds(45);
  private static final int REST_TO_WORK = 20;

  static final String STARTED =
      "起動直後でまだ計算していません。少し待ってやり直してください。 / The server has just started and has not computed yet: try"
          + " again in a moment.";

  private final Store store;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Thread thread;
  private volatile Optional<Inspection> inspection = Optional.empty();
  private volatile Optional<Registers> registers = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();
  private final CountDownLatch closing = new CountDownLatch(1);

  private InspectionDesk(Store store, InstantSource clock, ZoneId zone) {
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.thread = Thread.ofPlatform().name("akashi-inspection").daemon().unstarted(this::run);
  }

  /** Starts to follow; answers are there a moment later. */
  public static InspectionDesk start(Store store, InstantSource clock, ZoneId zone) {
    InspectionDesk desk = new InspectionDesk(store, clock, zone);
    desk.thread.start();
    return desk;
  }

  /** The sheet; empty until it could be opened. */
  public Optional<Inspection> inspection() {
    return inspection;
  }

  /**
   * The registers as they are now, whatever the answers rest on; empty until they could be read. If
   * what came since cannot be read, the state before it: {@link #trouble} says why.
   */
  public Optional<State> registers() {
    return registers.map(open -> {
      try {
        return open.follow();
      } catch (StoreException e) {
        LOG.log(Level.DEBUG, "the registers are not up to date", e);
        return open.now();
      }
    });
  }

  /** The registers the sheet is computed from; empty until they could be opened. */
  public Optional<Registers> openRegisters() {
    return registers;
  }

  /** Why the answers are not up to date, a sentence; empty when they are. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Why there is no sheet yet: it was not opened so far, or it cannot be. */
  public String pending() {
    return trouble.orElse(STARTED);
  }

  private void run() {
    boolean computed;
    long began;
    do {
      computed = false;
      began = System.nanoTime();
      try {
        computed = step();
        trouble = Optional.empty();
      } catch (StoreException | RuntimeException e) {
        if (trouble.isEmpty()) {
          LOG.log(Level.ERROR, "the answers are not up to date", e);
        }
        trouble = Optional.of(String.valueOf(e.getMessage()));
      }
    } while (rest(computed ? restAfter(System.nanoTime() - began) : PERIOD));
  }

  private static Duration restAfter(long worked) {
    Duration wanted = Duration.ofNanos(worked).multipliedBy(REST_TO_WORK);
    if (wanted.compareTo(SHORTEST_REST) < 0) {
      return SHORTEST_REST;
    }
    return wanted.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : wanted;
  }

  /** Opens the sheet when it is time, or brings it up to date; whether anything was computed. */
  private boolean step() throws StoreException {
    if (inspection.isPresent()) {
      return inspection.get().follow();
    }
    if (lag(Book.HOUSE) > 0) {
      return false;
    }
    Registers read = Registers.open(store, clock, zone);
    Inspection opened = Inspection.open(store, read, clock, zone);
    opened.follow();
    registers = Optional.of(read);
    inspection = Optional.of(opened);
    return true;
  }

  private long lag(Book book) throws StoreException {
    return store.status().books().stream()
        .filter(each -> each.book() == book)
        .mapToLong(each -> each.lag())
        .sum();
  }

  /** Waits; false when it is over. */
  private boolean rest(Duration time) {
    try {
      return !closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
