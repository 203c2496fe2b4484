package io.akashi.bench.internal.soak.sent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.bench.internal.corpus.Octets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SoakLinesTest {
  private static final int MANY = 200;

  private static long id(Way way, long number) {
    return LineId.stream(way, 999, 99_999) * LineId.NUMBERS + number;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void carryTheirIdAtTheirEnd(Way way) {
    for (long number = 0; number < MANY; number++) {
      byte[] payload = SoakLines.payload(id(way, number));

      assertThat(LineId.at(payload, payload.length)).isEqualTo(OptionalLong.of(id(way, number)));
      assertThat(new String(payload, UTF_8)).doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void haveNoIdWhenTheyAreCut(Way way) {
    byte[] payload = SoakLines.payload(id(way, 7));

    for (int length = 0; length < payload.length; length++) {
      byte[] cut = Arrays.copyOf(payload, length);
      assertThat(LineId.at(cut, length)).isEmpty();
      assertThat(SoakLines.isBeginning(id(way, 7), cut)).isTrue();
    }
    assertThat(SoakLines.isBeginning(id(way, 8), payload)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void countTheirOctetsOrEndWithALineFeed(Way way) {
    byte[] payload = SoakLines.payload(id(way, 1));
    Octets framed = new Octets(1000);
    SoakLines.frame(id(way, 1), framed);

    String expected =
        way.counted()
            ? payload.length + " " + new String(payload, UTF_8)
            : new String(payload, UTF_8) + "\n";
    assertThat(new String(framed.copy(), UTF_8)).isEqualTo(expected);
  }
}
