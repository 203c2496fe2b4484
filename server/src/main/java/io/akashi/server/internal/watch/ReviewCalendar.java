package io.akashi.server.internal.watch;

import io.akashi.reconcile.review.Period;
import io.akashi.reconcile.review.Reviews;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which reviews somebody has to know of: every one that is not confirmed, of each month since the
 * log of its system began, and whatever was begun; of the confirmed ones those of the last months.
 * So what nobody did stays in sight until it is done.
 *
 * @param today in the hospital's zone
 * @param dueDays after the end of a period in which it is to be reviewed
 */
record ReviewCalendar(LocalDate today, long dueDays) {
  /** For how many months before this one a confirmed review is shown. */
  private static final int MONTHS = 3;

  /** How far back months without a signature are named, in months: records are kept five years. */
  private static final int LONGEST = 60;

  private static final Comparator<ReviewDesk.Line> NEWEST_FIRST =
      Comparator.comparing((ReviewDesk.Line line) -> line.period().last())
          .reversed()
          .thenComparing(line -> line.period().name())
          .thenComparing(ReviewDesk.Line::system);

  private record Key(String system, Period period) {}

  /**
   * The list, the newest first.
   *
   * @param began the systems with the first day of their log: what is not among them is left out
   * @param later those of which a log of the month before came only after it; nobody is late with
   *     what was not there in time
   * @param begun what people did so far
   */
  List<ReviewDesk.Line> lines(
      Map<String, LocalDate> began, Set<String> later, Collection<Reviews.Begun> begun) {
    Map<Key, Reviews.State> states = new LinkedHashMap<>();
    for (Reviews.Begun each : begun) {
      states.put(new Key(each.system(), each.period()), each.state());
    }
    YearMonth now = YearMonth.from(today);
    began.forEach((system, day) -> {
      YearMonth month = now;
      while (!month.isBefore(YearMonth.from(day)) && month.isAfter(now.minusMonths(LONGEST))) {
        states.putIfAbsent(new Key(system, Period.of(month)), Reviews.State.OPEN);
        month = month.minusMonths(1);
      }
    });
    for (String system : later) {
      states.putIfAbsent(new Key(system, Period.of(now.minusMonths(1))), Reviews.State.OPEN);
    }
    List<ReviewDesk.Line> lines = new ArrayList<>();
    states.forEach((key, state) -> {
      LocalDate first = began.get(key.system());
      if (first != null && isInSight(key.period(), state)) {
        lines.add(line(key, state, first));
      }
    });
    lines.sort(NEWEST_FIRST);
    return lines;
  }

  private boolean isInSight(Period period, Reviews.State state) {
    LocalDate recent = YearMonth.from(today).minusMonths(MONTHS).atDay(1);
    return state.confirmed().isEmpty() || !period.last().isBefore(recent);
  }

  private ReviewDesk.Line line(Key key, Reviews.State state, LocalDate began) {
    LocalDate until = key.period().last().plusDays(dueDays);
    boolean due = !state.equals(Reviews.State.OPEN) || !began.isAfter(key.period().last());
    boolean late = due && state.signed().isEmpty() && today.isAfter(until);
    return new ReviewDesk.Line(key.system(), key.period(), state, until, late);
  }
}
