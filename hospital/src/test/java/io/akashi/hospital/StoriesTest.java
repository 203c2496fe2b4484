package io.akashi.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted story is found by its searches. */
final class StoriesTest {
  /** The hospital of the demonstration. */
  private static final long SEED = 4_649;

  /** Next to no routine, so that two months are read in a moment. */
  private static final Hospital QUIET = Hospital.of(SEED, Reading.LAST, new Volume(1e-9, 1e-9));

  private static final List<AuditEvent> EVENTS = new ArrayList<>();

  @BeforeAll
  static void read() {
    for (int back = 62; back >= 0; back--) {
      QUIET.day(Reading.LAST.minusDays(back), message -> EVENTS.addAll(Reading.events(message)));
    }
  }

  static List<Story> stories() {
    return QUIET.stories();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void isFoundByItsSearches(Story story) {
    for (Story.Search search : story.searches()) {
      assertThat(EVENTS.stream().filter(event -> holds(event, search.conditions())).count())
          .as("%s: %s", story.id(), search.conditions())
          .isBetween((long) search.events(), search.events() + 3L);
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void isToldInTwoLanguages(Story story) {
    assertThat(story.ja()).endsWith("。").doesNotContain("%");
    assertThat(story.en()).matches("\\p{ASCII}+\\.").doesNotContain("%");
    assertThat(story.searches()).isNotEmpty();
  }

  @Test
  void theCrowdAroundTheFamousPatientAreManyPeople() {
    assertThat(distinct("famous-patient", Column.USER_ID)).isEqualTo(118);
  }

  @Test
  void eachNumberThatAStoryTellsIsThatOfItsEvents() {
    assertThat(distinct("night-export", Column.PATIENT_ID)).as("patients exported").isEqualTo(160);
    assertThat(distinct("colleagues-child", Column.USER_ID)).as("nurses").isEqualTo(24);
    assertThat(distinct("neighbour", Column.USER_ID)).as("who opened it").isEqualTo(1);
    assertThat(distinct("shared-account", Column.TERMINAL)).as("PCs").isEqualTo(2);
    Map<Object, Long> charts =
        found("many-charts").stream()
            .collect(
                Collectors.groupingBy(
                    event -> Math.floorDiv(Reading.occurred(event), 86_400_000_000L),
                    Collectors.mapping(
                        event -> event.text(Column.PATIENT_ID),
                        Collectors.collectingAndThen(
                            Collectors.toSet(), patients -> (long) patients.size()))));
    assertThat(charts.values()).as("twelve patients a day").hasSize(40).containsOnly(12L);
  }

  @Test
  void theClockShowsAnotherTimeBeforeItIsSetThanAfter() {
    List<AuditEvent> set = found("clock-set-back");
    assertThat(set).hasSize(2);
    List<Instant> before = set.stream().map(event -> time(event, "PreviousTime")).toList();
    List<Instant> after = set.stream().map(event -> time(event, "NewTime")).toList();
    assertThat(Duration.between(before.get(0), after.get(0))).isEqualTo(Duration.ofHours(-4));
    assertThat(Duration.between(before.get(1), after.get(1))).isEqualTo(Duration.ofHours(4));
    assertThat(Duration.between(after.get(0), before.get(1)))
        .as("in between it went on")
        .isEqualTo(Duration.ofMinutes(7));
  }

  private static Instant time(AuditEvent event, String name) {
    Matcher value =
        Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(name))
            .matcher(String.valueOf(event.text(Column.FIELDS)));
    assertThat(value.find()).as(event.text(Column.FIELDS)).isTrue();
    return Instant.parse(value.group(1));
  }

  /** What the first search of a story finds. */
  private static List<AuditEvent> found(String id) {
    Story story = stories().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    Map<String, String> conditions = story.searches().getFirst().conditions();
    return EVENTS.stream().filter(event -> holds(event, conditions)).toList();
  }

  private static long distinct(String id, Column column) {
    return found(id).stream()
        .map(event -> event.text(column))
        .filter(Objects::nonNull)
        .distinct()
        .count();
  }

  private static boolean holds(AuditEvent event, Map<String, String> conditions) {
    return conditions.entrySet().stream()
        .allMatch(each -> holds(event, each.getKey(), each.getValue()));
  }

  private static boolean holds(AuditEvent event, String name, String value) {
    return switch (name) {
      case "user" -> value.equals(event.text(Column.USER_ID));
      case "patient" -> value.equals(event.text(Column.PATIENT_ID));
      case "address" -> value.equals(event.text(Column.ADDRESS));
      case "kind" -> value.equals(event.text(Column.KIND));
      case "from" -> Reading.occurred(event) >= Reading.micros(LocalDateTime.parse(value));
      case "to" -> Reading.occurred(event) < Reading.micros(LocalDateTime.parse(value));
      default -> throw new AssertionError(name);
    };
  }
}
