package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.UnexpectedFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together the state of a store. Safe for use by many threads. */
final class StatusReader {
  private static final double SECONDS_A_DAY = 86_400;

  /** One import, or one segment that takes the place of its journal, says nothing about a day. */
  private static final Duration LEAST_BASIS = Duration.ofHours(1);

  private final Books books;
  private final Optional<StoreJobs> jobs;
  private final StoreOptions options;
  private final Rate bytes = new Rate(Duration.ofDays(1), Duration.ofMinutes(5));
  private final Map<Book, Rate> entries = new EnumMap<>(Book.class);

  StatusReader(Books books, Optional<StoreJobs> jobs, StoreOptions options) {
    this.books = books;
    this.jobs = jobs;
    this.options = options;
    for (OpenBook book : books.all()) {
      entries.put(book.book(), new Rate(Duration.ofMinutes(1), Duration.ofSeconds(5)));
    }
  }

  Status read() throws StoreException {
    Instant now = options.clock().instant();
    Disk disk = books.get(Book.ROOT).place().disk();
    try {
      long free = disk.usableSpace(options.data());
      List<Status.BookStatus> lines = new ArrayList<>();
      long stored = 0;
      for (OpenBook book : books.all()) {
        long bytesOfBook = bytesBelow(disk, book.place().folder());
        stored += bytesOfBook;
        lines.add(line(book, now, bytesOfBook));
      }
      bytes.sample(now, stored);
      Optional<String> full = full();
      return new Status(
          now,
          books.gate().state(),
          jobs.flatMap(StoreJobs::halted),
          full,
          lines,
          free,
          options.reserveBytes(),
          forecast(now, stored, free),
          alarms(full));
    } catch (IOException e) {
      throw new StoreException("容量を調べられません（%1$s） / cannot look at the disk (%1$s)".formatted(e), e);
    }
  }

  private Status.BookStatus line(OpenBook book, Instant now, long storedBytes) {
    Follower follower = books.follower(book.book());
    long durable = book.journal().durableEnd();
    Rate rate = entries.getOrDefault(book.book(), bytes);
    rate.sample(now, durable);
    long lag = follower.lag();
    Optional<Published> published = book.published();
    OpenBook.Place place = book.place();
    return new Status.BookStatus(
        book.book(),
        place.origin(),
        place.key().format(),
        durable,
        published.map(p -> p.checkpoint().size()).orElse(0L),
        published.flatMap(Published::at),
        book.sealed().end(),
        book.sealed().catalogue().segments().size(),
        follower.position(),
        lag,
        lag == 0 ? Duration.ZERO : age(now, follower.lastReceivedMicros()),
        storedBytes,
        rate.perSecond(now, durable));
  }

  private static Duration age(Instant now, long micros) {
    return micros == 0
        ? Duration.ZERO
        : Duration.between(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), now);
  }

  private Optional<String> full() {
    return books.all().stream().anyMatch(b -> b.journal().isFull())
        ? Optional.of(
            ("空き容量が予備 %1$d MiB を下回ったため受け付けを止めています。空きを作ると自動で再開します。 / Less than the reserve of %1$d MiB is"
                    + " free, so nothing is accepted; make room and it goes on by itself.")
                .formatted(options.reserveBytes() >> 20))
        : Optional.empty();
  }

  private Optional<Status.Forecast> forecast(Instant now, long stored, long free) {
    double perSecond = bytes.perSecond(now, stored);
    Duration basis = bytes.span(now);
    return perSecond <= 0 || basis.compareTo(LEAST_BASIS) < 0
        ? Optional.empty()
        : Optional.of(
            new Status.Forecast(
                Math.max(0, free - options.reserveBytes()) / (perSecond * SECONDS_A_DAY), basis));
  }

  private List<String> alarms(Optional<String> full) {
    List<String> alarms = new ArrayList<>();
    jobs.flatMap(StoreJobs::halted).ifPresent(alarms::add);
    full.ifPresent(alarms::add);
    if (books.gate().state() instanceof Signing.Refused refused) {
      alarms.add(refused.reason());
    }
    books.notary().anchorTrouble().filter(t -> !alarms.contains(t)).ifPresent(alarms::add);
    jobs.map(StoreJobs::troubles).ifPresent(alarms::addAll);
    return alarms;
  }

  // Files come and go while we look: what is gone counts nothing.
  private static long bytesBelow(Disk disk, Path path) throws IOException {
    try {
      return disk.size(path);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (UnexpectedFileException e) {
      // A folder, or something else, which has no bytes of ours.
      long total = 0;
      for (Path child : disk.isFolder(path) ? disk.list(path) : List.<Path>of()) {
        total += bytesBelow(disk, child);
      }
      return total;
    }
  }
}
