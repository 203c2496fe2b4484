package io.akashi.register;

import io.akashi.event.Arrival;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A store with registers for tests: no threads, and a clock that is moved by hand. */
final class House implements AutoCloseable {
  static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  static final Author SATO = new Author("sato", "棚卸", "院長");

  final Store store;
  final Registers registers;
  Instant now = START;

  House(Path data) throws StoreException {
    StoreOptions options =
        StoreOptions.of(data, arrival -> List.of())
            .background(false)
            .reserveBytes(1 << 20)
            .clock(() -> now)
            .build();
    store = Store.open(options);
    registers = anew();
  }

  /** The fold over the same book, begun anew. */
  Registers anew() throws StoreException {
    return Registers.open(store, () -> now, ZONE);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** The entries of the book as they were appended. */
  List<Arrival> entries() throws StoreException {
    List<Arrival> entries = new ArrayList<>();
    store.read(Book.REGISTER, 0, (arrival, index) -> entries.add(arrival));
    return entries;
  }

  void append(List<Arrival> entries) throws Exception {
    store.append(Book.REGISTER, entries).get();
  }

  static Account account(String system, String user, boolean enabled) {
    return new Account(
        system, user, null, null, null, "A科", "User", null, enabled, null, null, null);
  }

  @Override
  public void close() {
    store.close();
  }
}
