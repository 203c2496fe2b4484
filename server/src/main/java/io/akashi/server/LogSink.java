package io.akashi.server;

import io.akashi.event.Arrival;
import io.akashi.intake.ArrivalSink;
import io.akashi.intake.Offer;
import io.akashi.intake.OfferSink;
import io.akashi.intake.Receipt;
import io.akashi.server.internal.watch.Deliveries;
import io.akashi.store.Appended;
import io.akashi.store.Book;
import io.akashi.store.DiskFullException;
import io.akashi.store.IndexRange;
import io.akashi.store.Store;
import io.akashi.store.StoreHaltedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Hands what was received to the book of its source. While the disk is below its reserve, {@link
 * #accept} waits, so that a TCP sender feels it and keeps its messages; {@link #offer} pushes back.
 */
public final class LogSink implements ArrivalSink, OfferSink {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Store store;
  private final Sources sources;
  private final Deliveries deliveries;

  public LogSink(Store store, Sources sources) {
    this.store = store;
    this.sources = sources;
    this.deliveries =
        Deliveries.open(
            store.data().resolve("derived").resolve("deliveries"),
            InstantSource.system().instant());
  }

  @Override
  public CompletableFuture<Receipt> accept(List<Arrival> arrivals) throws InterruptedException {
    Book book = sources.book(arrivals.getFirst().source());
    while (true) {
      try {
        CompletableFuture<IndexRange> durable = store.append(book, arrivals);
        deliveries.count(arrivals);
        return receipt(book, durable);
      } catch (DiskFullException e) {
        Thread.sleep(PAUSE); // until there is room: the alarm is raised by the watch of the house
      } catch (StoreHaltedException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }

  @Override
  public Offer offer(List<Arrival> arrivals) {
    Book book = sources.book(arrivals.getFirst().source());
    return switch (store.offer(book, arrivals)) {
      case Appended.Queued queued -> {
        deliveries.count(arrivals);
        yield new Offer.Taken(receipt(book, queued.durable()));
      }
      case Appended.Pushback pushback ->
          new Offer.Pushback(
              pushback.retryAfter().compareTo(LEAST) < 0 ? LEAST : pushback.retryAfter(),
              pushback.reason());
    };
  }

  /** What was handed in. */
  public Deliveries deliveries() {
    return deliveries;
  }

  private static CompletableFuture<Receipt> receipt(
      Book book, CompletableFuture<IndexRange> durable) {
    return durable.thenApply(range -> new Receipt(book.id(), range.first(), range.count()));
  }
}
