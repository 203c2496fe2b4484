package io.akashi.cli.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.cli.internal.run.CannotException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedTimeTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 2026-11-21T15:00:00Z",
    "2026-11-22 09:00, 2026-11-22T00:00:00Z",
    "2026-11-22T09:00:01, 2026-11-22T00:00:01Z",
    "2026-11-22T09:00:01.500, 2026-11-22T00:00:01.500Z",
    "2026-11-22T00:00:00Z, 2026-11-22T00:00:00Z",
    "2026-11-22T00:00:00.123456Z, 2026-11-22T00:00:00.123456Z",
    "2026-11-22T00:00:00+09:00, 2026-11-21T15:00:00Z"
  })
  void readsWhatPeopleType(String typed, Instant start) throws CannotException {
    assertThat(TypedTime.parse("--from", typed).start(TOKYO)).isEqualTo(start);
  }

  @Test
  void endsABareDateWithItsDay() throws CannotException {
    assertThat(TypedTime.parse("--to", "2026-11-22").end(TOKYO))
        .isEqualTo(Instant.parse("2026-11-22T15:00:00Z"));
    assertThat(TypedTime.parse("--to", "2026-11-22 09:00").end(TOKYO))
        .isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "22/11/2026", "", "2026-11-22T"})
  void saysHowToWriteATime(String typed) {
    assertThatThrownBy(() -> TypedTime.parse("--from", typed))
        .isInstanceOf(CannotException.class)
        .hasMessageContaining("--from")
        .hasMessageContaining("2026-11-22");
  }
}
