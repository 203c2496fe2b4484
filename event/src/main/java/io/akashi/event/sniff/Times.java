package io.akashi.event.sniff;

import io.akashi.event.Column;
import io.akashi.event.sniff.Headings.TimeRank;
import io.akashi.event.sniff.TimeFormats.Extent;
import io.akashi.event.sniff.TimeFormats.Found;
import io.akashi.event.sniff.table.SampleTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of the columns of times say when it happened. */
final class Times {
  /** The column, or the day and the clock, in which the moment stands. */
  record Moment(List<Integer> columns, List<String> formats, double confidence, String reason) {}

  private record Choice(
      List<Integer> columns,
      List<String> formats,
      TimeRank rank,
      boolean named,
      boolean headless,
      boolean clocked,
      boolean doubtful) {}

  private static final long THREE_HOURS = 3 * 3_600_000_000L;

  /** Midnight of 2000-01-01 in Japan, the day that clocks are read on. */
  private static final long ANY_MIDNIGHT = 946_652_400_000_000L;

  private final SampleTable table;
  private final List<Values> values;
  private final Map<Integer, Found> found = new HashMap<>();
  private final Map<Integer, TimeRank> ranks = new HashMap<>();
  private final @Nullable Moment moment;

  Times(SampleTable table, List<Values> values) {
    this.table = table;
    this.values = values;
    for (int i = 0; i < values.size(); i++) {
      look(i);
    }
    this.moment = choose();
  }

  private void look(int i) {
    boolean named = table.named().get(i);
    TimeRank rank = named ? Headings.shipped().time(table.names().get(i)) : null;
    Found times = TimeFormats.find(values.get(i)).orElse(null);
    if (times == null) {
      return;
    }
    // Digits alone may be anything: without a heading only a day near the others is one.
    boolean day = times.extent() == Extent.DATE && times.formats().getFirst().equals("yyyyMMdd");
    boolean long14 =
        times.extent() == Extent.MOMENT && !times.formats().getFirst().startsWith("epoch");
    boolean clock = times.extent() == Extent.CLOCK && isDay(i - 1);
    boolean plausible =
        !named && !times.isSpread() && (day || long14 || clock) && values.get(i).distinct() > 1;
    if (rank != null || !times.digits() || plausible) {
      found.put(i, times);
      ranks.put(i, times.isSpread() ? TimeRank.NEVER : rank == null ? TimeRank.NEUTRAL : rank);
    }
  }

  private boolean isDay(int column) {
    Found times = found.get(column);
    return times != null && times.extent() == Extent.DATE;
  }

  boolean isTime(int column) {
    return found.containsKey(column);
  }

  Optional<Moment> moment() {
    return Optional.ofNullable(moment);
  }

  private List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    boolean[] taken = new boolean[values.size()];
    for (int i = 0; i < values.size(); i++) {
      Found first = found.get(i);
      if (first == null
          || taken[i]
          || rank(i) == TimeRank.NEVER
          || values.get(i).filled() < values.get(i).all().size() * 0.5) {
        continue;
      }
      if (first.extent() != Extent.CLOCK) {
        Integer clock = first.extent() == Extent.DATE ? clockOf(i) : null;
        Found hours = clock == null ? null : found.get(clock);
        if (clock == null || hours == null) {
          boolean clocked = first.extent() == Extent.MOMENT;
          choices.add(choice(i, List.of(i), first, first.formats(), clocked));
        } else {
          taken[clock] = true;
          choices.add(choice(i, List.of(i, clock), first, joined(first, hours), true));
        }
      }
    }
    return choices;
  }

  private Choice choice(
      int i, List<Integer> columns, Found first, List<String> formats, boolean clocked) {
    boolean headless = !table.named().get(i);
    return new Choice(columns, formats, rank(i), isRanked(i), headless, clocked, first.ambiguous());
  }

  private static List<String> joined(Found day, Found hours) {
    return day.formats().stream()
        .flatMap(date -> hours.formats().stream().map(hour -> date + " " + hour))
        .toList();
  }

  private TimeRank rank(int i) {
    return ranks.getOrDefault(i, TimeRank.NEUTRAL);
  }

  /** Whether a heading says that it is a time of the event. */
  private boolean isRanked(int i) {
    return table.named().get(i) && Headings.shipped().time(table.names().get(i)) != null;
  }

  /** The clock that goes with a day: the next column, or one of its rank, or the only one. */
  private @Nullable Integer clockOf(int day) {
    List<Integer> clocks =
        found.entrySet().stream()
            .filter(e ->
                e.getValue().extent() == Extent.CLOCK
                    && rank(e.getKey()) != TimeRank.NEVER
                    && !isDuration(e.getKey()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (clocks.contains(day + 1)) {
      return day + 1;
    }
    return clocks.size() == 1 && rank(clocks.getFirst()) == rank(day) ? clocks.getFirst() : null;
  }

  /** Under three hours throughout a whole file, or so called: how long it took. */
  private boolean isDuration(int column) {
    Found clock = found.get(column);
    boolean said =
        table.named().get(column)
            && Headings.shipped().of(table.names().get(column)).may(Concept.NOTHING);
    return said
        || (clock != null
            && clock.most() - ANY_MIDNIGHT < THREE_HOURS
            && values.get(column).distinct() > 20);
  }

  private @Nullable Moment choose() {
    List<Choice> choices = choices();
    Choice best = choices.stream().reduce((a, b) -> standing(b) < standing(a) ? b : a).orElse(null);
    if (best == null) {
      return null;
    }
    Choice written = isInterval(best) ? writtenAt(choices) : null;
    if (written != null) {
      return new Moment(
          written.columns(),
          written.formats(),
          0.6,
          "開始・終了は業務の時間帯 / beginning and end are those of the work");
    }
    long equals = choices.stream().filter(c -> standing(c) == standing(best)).count();
    long rivals = choices.stream().filter(c -> c.rank() != TimeRank.OBJECT).count();
    boolean betterNamed = choices.stream().anyMatch(c -> c.rank().compareTo(best.rank()) < 0);
    double confidence = betterNamed ? 0.6 : confidence(best, equals, rivals);
    String reason =
        choices.size() == 1
            ? "時刻の列はひとつ / the only time"
            : equals == 1
                ? "見出しが発生の時刻を示す / the heading speaks of the event"
                : "同じような時刻が複数 / several times alike";
    return new Moment(best.columns(), best.formats(), confidence, reason);
  }

  /** A day with two clocks behind it: when some work began and ended, planned perhaps. */
  private boolean isInterval(Choice choice) {
    Found next = found.get(choice.columns().getLast() + 1);
    return choice.columns().size() == 2 && next != null && next.extent() == Extent.CLOCK;
  }

  /** The complete time in one column at which something was written down, or null. */
  private static @Nullable Choice writtenAt(List<Choice> choices) {
    return choices.stream()
        .filter(c -> c.rank() == TimeRank.SECONDARY && c.columns().size() == 1 && c.clocked())
        .findFirst()
        .orElse(null);
  }

  /** A time of day is worth more than a plain heading: a day alone does not say when. */
  private static int standing(Choice choice) {
    int late = choice.clocked() ? 0 : 10;
    return choice.rank().ordinal() + (choice.rank() == TimeRank.OBJECT ? 20 : late);
  }

  private static double confidence(Choice best, long equals, long all) {
    if (best.doubtful() || equals > 1) {
      return 0.6;
    }
    return switch (best.rank()) {
      case PRIMARY -> 0.98;
      case NEUTRAL -> best.named() ? 0.96 : best.headless() && all == 1 ? 0.9 : 0.7;
      case SECONDARY -> all == 1 ? 0.87 : 0.6;
      case OBJECT, NEVER -> 0.5;
    };
  }

  /** What is proposed for a column of times that is not the moment. */
  ColumnProposal aside(int column, ColumnProposal open) {
    return rank(column) == TimeRank.NEVER
        ? open.without("生年月日や期限の日付 / a birthday or a date of expiry", 0.9)
        : open.without("発生時刻とは別の時刻 / a time beside that of the event", 0.75);
  }

  /** What is proposed for a column of the moment. */
  ColumnProposal part(ColumnProposal open, Moment of) {
    return new ColumnProposal(
        open.name(),
        Column.OCCURRED_AT,
        of.confidence(),
        of.reason(),
        of.formats(),
        Map.of(),
        open.samples());
  }
}
