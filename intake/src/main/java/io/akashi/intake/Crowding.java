package io.akashi.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Who has to go when a listener is full and somebody knocks: of the address with the most
 * connections the one that has been silent for longest. So who opens thousands from one machine
 * keeps out nobody else, and a sender with a connection or two keeps them.
 */
public final class Crowding {
  private Crowding() {}

  /**
   * Whom to close to let a newcomer in.
   *
   * @param guests who is connected
   * @param host the address of a guest, without its port
   * @param heard when a guest was heard last, as {@link System#nanoTime} gives it
   * @param newcomer the address of who knocks
   * @return empty when the newcomer's own address has as many as any other: then it is the newcomer
   */
  public static <T> Optional<T> whoGoes(
      Collection<T> guests, Function<T, String> host, ToLongFunction<T> heard, String newcomer) {
    Map<String, Integer> counts = new HashMap<>();
    guests.forEach(guest -> counts.merge(host.apply(guest), 1, Integer::sum));
    int own = counts.getOrDefault(newcomer, 0);
    long now = System.nanoTime();
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() >= own + 2)
        .flatMap(most ->
            guests.stream()
                .filter(guest -> most.getKey().equals(host.apply(guest)))
                .max(Comparator.comparingLong(guest -> now - heard.applyAsLong(guest))));
  }
}
