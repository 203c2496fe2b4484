package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Column;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001, Integer.MAX_VALUE})
  void refusesLimitOutsideItsRange(int limit) {
    refuses(Query.builder().limit(limit), "limit");
  }

  @Test
  void refusesTimeRangeThatEndsBeforeItStarts() {
    refuses(Query.builder().from(Instant.EPOCH).to(Instant.EPOCH), "end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "あ", "a", "𠮷"})
  void refusesTextShorterThanTwoCharacters(String text) {
    refuses(Query.builder().text(text), "two characters");
  }

  @Test
  void refusesColumnsThatCannotBeAskedOrSorted() {
    refuses(Query.builder().where(Column.FIELDS, "x"), "patient_id");
    refuses(Query.builder().sort(Column.MESSAGE), "occurred_at");
  }

  @Test
  void refusesEmptyAndEndlessValues() {
    refuses(Query.builder().patient(""), "characters");
    refuses(Query.builder().object("x".repeat(4097)), "characters");
  }

  @Test
  void nullTakesConditionBack() {
    assertThat(Query.builder().patient("P1").patient(null).build())
        .isEqualTo(Query.builder().build());
  }

  private static void refuses(Query.Builder query, String naming) {
    assertThatThrownBy(query::build)
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.reason()).isEqualTo(QueryException.Reason.INVALID))
        .hasMessageContaining(naming);
  }
}
