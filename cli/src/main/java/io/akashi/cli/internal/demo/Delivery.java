package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.store.Book;
import io.akashi.store.Status.BookStatus;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Brings access lines to the server as a hospital would, and waits until they can be found. */
public final class Delivery {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration RSYSLOG_PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = 20_000_000;

  private final Store store;
  private final DemoCertificates certificates;
  private final InetSocketAddress to;

  public Delivery(Store store, DemoCertificates certificates, InetSocketAddress to) {
    this.store = store;
    this.certificates = certificates;
    this.to = to;
  }

  /**
   * Sends the lines and waits until all are durable.
   *
   * @param work folder for the files of the sender
   * @return the name of the sender
   */
  public String send(List<String> lines, Path work)
      throws IOException, GeneralSecurityException, StoreException, CannotException {
    long target = clinical().durable() + lines.size();
    Optional<Rsyslog.Installed> installed = Rsyslog.find();
    if (installed.isPresent() && byRsyslog(installed.get(), lines, work, target)) {
      return "rsyslog (" + installed.get().driver() + ")";
    }
    // What a failing rsyslog may have sent stays: nothing that was received is ever taken back.
    long missing = target - clinical().durable();
    List<String> rest = lines.subList(lines.size() - (int) missing, lines.size());
    TlsSender.send(certificates, to, rest.stream().map(Delivery::message).toList());
    if (!await(target, PATIENCE, () -> true)) {
      throw new CannotException(
          "%1$d 秒待っても受信されません。ログを確かめてください。 / Not received within %1$d seconds: see the log."
              .formatted(PATIENCE.toSeconds()));
    }
    return "TLS sender";
  }

  /** Waits until everything that is durable can be found. */
  public void awaitSearchable() throws StoreException, CannotException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (clinical().lag() > 0) {
      if (System.nanoTime() > deadline) {
        throw new CannotException("検索できるようになりません。 / It does not become searchable.");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean byRsyslog(Rsyslog.Installed installed, List<String> lines, Path work, long target)
      throws IOException, StoreException {
    Path file = Files.createTempFile(work, "ehr-access", ".log");
    Files.write(file, lines);
    try (Rsyslog rsyslog =
        Rsyslog.start(installed, file.resolveSibling(""), certificates, file, to)) {
      return await(target, RSYSLOG_PATIENCE, rsyslog::isAlive);
    } finally {
      Files.delete(file);
    }
  }

  /** Whether that many entries were durable in time, while the sender was alive. */
  private boolean await(long target, Duration patience, BooleanSupplier alive)
      throws StoreException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (clinical().durable() < target) {
      if (System.nanoTime() > deadline || !alive.getAsBoolean()) {
        return clinical().durable() >= target;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private BookStatus clinical() throws StoreException {
    return store.status().books().stream()
        .filter(book -> book.book() == Book.CLINICAL)
        .findFirst()
        .orElseThrow();
  }

  private static String message(String line) {
    return "<134>1 - ehr01 ehr - - - " + line;
  }
}
