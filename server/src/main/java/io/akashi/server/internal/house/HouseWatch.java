package io.akashi.server.internal.house;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks after the house each second: writes what happened at the doors, and raises the alarm when
 * the store takes nothing any more. The alarm goes to the server's log at once, for a full disk
 * takes no event; when there is room again, the event says how long it lasted.
 */
public final class HouseWatch implements Closeable {
  private static final Logger LOG = System.getLogger(HouseWatch.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Store store;
  private final HouseLog log;
  private final Thread thread;
  private final SigningWatch signing = new SigningWatch();
  private Optional<Status> trouble = Optional.empty();
  private volatile boolean closed;

  private HouseWatch(Store store, HouseLog log) {
    this.store = store;
    this.log = log;
    this.thread = Thread.ofPlatform().name("akashi-watch").daemon().unstarted(this::run);
  }

  public static HouseWatch start(Store store, HouseLog log) {
    HouseWatch watch = new HouseWatch(store, log);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!closed) {
      try {
        look();
        log.write();
      } catch (StoreException | RuntimeException e) {
        LOG.log(Level.ERROR, "the watch of the house failed", e);
      }
      synchronized (this) {
        try {
          wait(PERIOD.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void look() throws StoreException {
    Status status = store.status();
    signing.look(status).ifPresent(sentence -> LOG.log(Level.WARNING, sentence));
    Optional<String> reason = status.halted().or(status::full);
    if (reason.isPresent() && trouble.isEmpty()) {
      trouble = Optional.of(status);
      LOG.log(Level.ERROR, reason.get());
    } else if (reason.isEmpty() && trouble.isPresent()) {
      Duration lasted = Duration.between(trouble.get().at(), status.at());
      trouble = Optional.empty();
      String sentence =
          "空き容量が戻り、受信を再開しました（停止 %1$d 秒）。 / There is room again; nothing was taken for %1$d seconds."
              .formatted(lasted.toSeconds());
      LOG.log(Level.WARNING, sentence);
      store.house(
          AuditEvent.builder()
              .set(Column.OCCURRED_AT, status.at())
              .set(Column.KIND, Kind.NOTE.id())
              .set(Column.OUTCOME, Outcome.MAJOR.id())
              .set(Column.OBJECT_TYPE, "disk")
              .set(Column.MESSAGE, sentence)
              .build());
    }
  }

  /** Stops, after a last round. */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      notifyAll();
    }
    try {
      thread.join();
      log.write();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
