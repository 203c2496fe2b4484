package io.akashi.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Who has to go when a listener is full and somebody knocks: of the address with the most
 * connections the one that has been silent for longest. So who opens thousands from one machine
 * keeps out nobody else, and a sender with a connection or two keeps them.
 *
 * <p>Used by the one thread that accepts. Whom it refuses costs it next to nothing, for while it is
 * busy with thousands of one machine the queue of the kernel fills up, and who does not fit into
 * that tries again after 1, 3 and 7 seconds: so the connections are counted again only now and
 * then, and in between as they are let in and closed.
 */
public final class Crowding<T> {
  static final long COUNT_GOOD_FOR_NANOS = 50_000_000;

  private final Function<T, String> host;
  private final ToLongFunction<T> heard;
  private final LongSupplier clock;
  private Map<String, Integer> counts = Map.of();
  private long countedAt;

  /**
   * @param host the address of a guest, without its port
   * @param heard when a guest was heard last, as {@link System#nanoTime} gives it
   */
  public Crowding(Function<T, String> host, ToLongFunction<T> heard) {
    this(host, heard, System::nanoTime);
  }

  Crowding(Function<T, String> host, ToLongFunction<T> heard, LongSupplier clock) {
    this.host = host;
    this.heard = heard;
    this.clock = clock;
  }

  /**
   * Whom to close to let a newcomer in, who then is let in.
   *
   * @param guests who is connected
   * @param newcomer the address of who knocks
   * @return empty when the newcomer's own address has as many as any other: then it is the newcomer
   */
  public Optional<T> whoGoes(Collection<T> guests, String newcomer) {
    long now = clock.getAsLong();
    if (counts.isEmpty() || now - countedAt > COUNT_GOOD_FOR_NANOS) {
      counts = new HashMap<>();
      guests.forEach(guest -> counts.merge(host.apply(guest), 1, Integer::sum));
      countedAt = now;
    }
    int own = counts.getOrDefault(newcomer, 0);
    Optional<T> goes =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .filter(most -> most.getValue() >= own + 2)
            .flatMap(most -> quietest(guests, most.getKey(), now));
    goes.ifPresent(guest -> {
      counts.merge(host.apply(guest), -1, Integer::sum);
      counts.merge(newcomer, 1, Integer::sum);
    });
    return goes;
  }

  private Optional<T> quietest(Collection<T> guests, String address, long now) {
    return guests.stream()
        .filter(guest -> address.equals(host.apply(guest)))
        .max(Comparator.comparingLong(guest -> now - heard.applyAsLong(guest)));
  }
}
