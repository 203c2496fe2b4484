package io.akashi.server.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.reconcile.HouseEntry;
import io.akashi.reconcile.review.Period;
import io.akashi.reconcile.review.Reviews;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewCalendarTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 10);
  private static final ReviewCalendar CALENDAR = new ReviewCalendar(TODAY, 14);
  private static final HouseEntry ENTRY =
      new HouseEntry(0, Instant.EPOCH, "sato", "2027-01/EHR", Map.of());
  private static final Reviews.State SIGNED =
      new Reviews.State(Map.of(), Optional.of(ENTRY), Optional.empty());
  private static final Reviews.State CONFIRMED =
      new Reviews.State(Map.of(), Optional.of(ENTRY), Optional.of(ENTRY));

  private static Reviews.Begun begun(String system, String period, Reviews.State state) {
    return new Reviews.Begun(system, Period.of(period).orElseThrow(), state);
  }

  private static List<String> told(
      Map<String, LocalDate> began, Set<String> later, List<Reviews.Begun> begun) {
    return CALENDAR.lines(began, later, begun).stream()
        .map(line ->
            "%s %s %s%s"
                .formatted(
                    line.period().name(),
                    line.system(),
                    line.state().id(),
                    line.overdue() ? " overdue" : ""))
        .toList();
  }

  @Test
  void whatNobodyDidStaysUntilItIsDone() {
    assertThat(
            told(
                Map.of("EHR", LocalDate.of(2026, 10, 31)),
                Set.of(),
                List.of(
                    begun("EHR", "2026-12", SIGNED),
                    begun("EHR", "2027-01", CONFIRMED),
                    begun("EHR", "2026-11", CONFIRMED))))
        .containsExactly(
            "2027-03 EHR open",
            "2027-02 EHR open",
            "2027-01 EHR confirmed",
            "2026-12 EHR signed",
            "2026-10 EHR open overdue");
  }

  @Test
  void nobodyIsLateWithWhatWasNotThereInTime() {
    assertThat(
            told(
                Map.of("EHR", TODAY, "PACS", TODAY),
                Set.of("EHR"),
                List.of(begun("EHR", "2025-W07", SIGNED))))
        .containsExactly(
            "2027-03 EHR open", "2027-03 PACS open", "2027-02 EHR open", "2025-W07 EHR signed");
    LocalDate afterwards = LocalDate.of(2027, 3, 20);
    assertThat(
            new ReviewCalendar(afterwards, 14)
                .lines(Map.of("EHR", afterwards), Set.of("EHR"), List.of()))
        .hasSize(2)
        .noneMatch(ReviewDesk.Line::overdue);
  }

  @Test
  void isOfTheSystemsOfTheReaderAndOfFiveYears() {
    List<String> told =
        told(
            Map.of("EHR", LocalDate.of(2000, 1, 1)),
            Set.of(),
            List.of(begun("PACS", "2027-02", SIGNED)));
    assertThat(told).hasSize(60).noneMatch(line -> line.contains("PACS"));
    assertThat(told.getLast()).isEqualTo("2022-04 EHR open overdue");
  }

  @Test
  void isLateAfterTheLastDayAndNotOnIt() {
    Map<String, LocalDate> began = Map.of("EHR", LocalDate.of(2027, 2, 1));
    assertThat(new ReviewCalendar(LocalDate.of(2027, 3, 14), 14).lines(began, Set.of(), List.of()))
        .noneMatch(ReviewDesk.Line::overdue);
    assertThat(new ReviewCalendar(LocalDate.of(2027, 3, 15), 14).lines(began, Set.of(), List.of()))
        .filteredOn(ReviewDesk.Line::overdue)
        .singleElement()
        .satisfies(line -> assertThat(line.period().name()).isEqualTo("2027-02"));
  }
}
