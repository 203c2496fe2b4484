package io.akashi.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted story is found by its searches. */
final class StoriesTest {
  /** Next to no routine, so that two months are read in a moment. */
  private static final Hospital QUIET = Hospital.of(1, Reading.LAST, new Volume(1e-9, 1e-9));

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
    Story story =
        stories().stream().filter(each -> each.id().equals("famous-patient")).findFirst().get();
    Map<String, String> conditions = story.searches().getFirst().conditions();
    assertThat(
            EVENTS.stream()
                .filter(event -> holds(event, conditions))
                .map(event -> event.text(Column.USER_ID))
                .distinct())
        .hasSize(118);
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
