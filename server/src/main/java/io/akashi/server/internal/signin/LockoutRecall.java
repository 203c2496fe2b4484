package io.akashi.server.internal.signin;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EventJson;
import io.akashi.event.Kind;
import io.akashi.server.account.Lockout;
import io.akashi.store.Book;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the failures of the last minutes from the end of the book {@code house}, so that a restart
 * lets nobody try anew. Entries of user ids that nobody has do not name them: those are forgotten.
 */
final class LockoutRecall {
  private static final Logger LOG = System.getLogger(LockoutRecall.class.getName());

  /** Entries that are read first, and the most: many more than can be tried in that time. */
  private static final long FEW = 1_000;

  private static final long MOST = 256_000;

  private LockoutRecall() {}

  /** Tells what happened since then; when it cannot be read, the server's log says so. */
  static void tell(Lockout lockout, Store store, Instant since) {
    try {
      for (Arrival arrival : last(store, since)) {
        event(arrival).ifPresent(event -> tell(lockout, event, since));
      }
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING,
          "サインインの失敗の記録を読めず、続けて失敗した利用者の制限は引き継がれません。 / The failures to sign in cannot be read, so user ids that were locked are"
              + " not: "
              + e.getMessage());
    }
  }

  /** The end of the book, from further back until it begins before that moment. */
  private static List<Arrival> last(Store store, Instant since) throws StoreException {
    long end =
        store.status().books().stream()
            .filter(book -> book.book() == Book.HOUSE)
            .mapToLong(Status.BookStatus::durable)
            .sum();
    long count = FEW;
    List<Arrival> read = read(store, end - count);
    while (count < end && count < MOST && !begins(read, since)) {
      count *= 2;
      read = read(store, end - count);
    }
    return read;
  }

  private static List<Arrival> read(Store store, long from) throws StoreException {
    List<Arrival> read = new ArrayList<>();
    store.read(Book.HOUSE, Math.max(0, from), (arrival, index) -> read.add(arrival));
    return read;
  }

  private static boolean begins(List<Arrival> read, Instant since) {
    return !read.isEmpty()
        && read.getFirst().receivedMicros() < ChronoUnit.MICROS.between(Instant.EPOCH, since);
  }

  private static Optional<AuditEvent> event(Arrival arrival) {
    try {
      return Optional.of(EventJson.parse(new String(arrival.payload(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // written by a newer release: no failure that is known here
    }
  }

  private static void tell(Lockout lockout, AuditEvent event, Instant since) {
    String user = event.text(Column.USER_ID);
    Instant at = event.time(Column.OCCURRED_AT);
    if (user == null
        || at == null
        || at.isBefore(since)
        || !SignInLog.ACCOUNT.equals(event.text(Column.OBJECT_TYPE))) {
      return;
    }
    String kind = String.valueOf(event.text(Column.KIND));
    if (kind.equals(Kind.LOGIN_FAILURE.id())) {
      lockout.failed(user, at);
    } else if (kind.equals(Kind.LOGIN.id())) {
      lockout.forget(user);
    }
  }
}
