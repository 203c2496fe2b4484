package io.akashi.server.internal.watch;

import io.akashi.store.Book;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one source of one book. Immutable.
 *
 * @param source its id
 * @param book where its messages are kept
 * @param system name of the system in its newest message, or null
 * @param format format of its newest message
 * @param events how many
 * @param unreadable events that no decoder understood
 * @param partial events that were understood in part
 * @param unreadableAt entry of the newest of them, or null
 * @param partialAt entry of the newest of these, or null
 * @param first when the first message was received
 * @param last when the newest was received
 * @param lastIndex entry of the newest
 * @param hours messages received in each hour of the last {@value #DAYS} days, by hours since
 *     1970-01-01T00Z; hours without any are left out
 */
public record SourceFigures(
    String source,
    Book book,
    @Nullable String system,
    String format,
    long events,
    long unreadable,
    long partial,
    @Nullable Long unreadableAt,
    @Nullable Long partialAt,
    Instant first,
    Instant last,
    long lastIndex,
    SortedMap<Long, Long> hours) {
  /** Days for which hours are told apart. */
  static final int DAYS = 14;

  private static final long HOUR = 3600;
  private static final Duration LEAST_HISTORY = Duration.ofDays(1);
  private static final Duration ALWAYS_FINE = Duration.ofHours(1);

  /** The two as one; hours before {@code oldest} are forgotten. */
  SourceFigures and(SourceFigures other, long oldest) {
    SourceFigures newer = other.lastIndex > lastIndex ? other : this;
    SortedMap<Long, Long> all = new TreeMap<>(hours.tailMap(oldest));
    other.hours.tailMap(oldest).forEach((hour, count) -> all.merge(hour, count, Long::sum));
    return new SourceFigures(
        source,
        book,
        newer.system,
        newer.format,
        events + other.events,
        unreadable + other.unreadable,
        partial + other.partial,
        later(unreadableAt, other.unreadableAt),
        later(partialAt, other.partialAt),
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last,
        newer.lastIndex,
        all);
  }

  private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : Long.valueOf(Math.max(one, other));
  }

  /** How long nothing has come. */
  public Duration silence(Instant now) {
    return last.isAfter(now) ? Duration.ZERO : Duration.between(last, now);
  }

  /**
   * The longest time for which nothing came between two hours with messages, in the last {@value
   * #DAYS} days; null while there is less than a day to judge by.
   */
  public @Nullable Duration usualSilence() {
    if (hours.size() < 2
        || (hours.lastKey() - hours.firstKey()) * HOUR < LEAST_HISTORY.toSeconds()) {
      return null;
    }
    long longest = 0;
    long before = hours.firstKey();
    for (long hour : hours.keySet()) {
      longest = Math.max(longest, hour - before);
      before = hour;
    }
    return Duration.ofSeconds(longest * HOUR);
  }

  /** Whether nothing has come for longer than half as long again as is usual, and an hour more. */
  public boolean isSilent(Instant now) {
    Duration usual = usualSilence();
    if (usual == null) {
      return silence(now).compareTo(LEAST_HISTORY) > 0;
    }
    return silence(now).compareTo(usual.multipliedBy(3).dividedBy(2).plus(ALWAYS_FINE)) > 0;
  }

  /** Messages a day, on average of the last {@value #DAYS} days or since the first. */
  public long perDay(Instant now) {
    long sum = hours.values().stream().mapToLong(Long::longValue).sum();
    Duration known = Duration.between(first, now);
    Duration most = Duration.ofDays(DAYS);
    Duration basis = known.compareTo(most) > 0 ? most : known;
    double days = Math.max(1.0, basis.toSeconds() / 86_400.0);
    return Math.round(sum / days);
  }

  /** Messages of the last 24 full and begun hours. */
  public long lastDay(Instant now) {
    return hours.tailMap(now.getEpochSecond() / HOUR - 23).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Share of events that were not read as a whole, in percent. */
  public double flawed() {
    return events == 0 ? 0 : 100.0 * (unreadable + partial) / events;
  }
}
