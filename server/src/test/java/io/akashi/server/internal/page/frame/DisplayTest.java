package io.akashi.server.internal.page.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private static final Instant MOMENT = Instant.parse("2026-11-22T15:04:05Z");

  @Test
  void writesTimesInTheZoneOfTheHospitalWithTheYearsOfThePerson() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    Times common = new Times(tokyo, Display.DEFAULT);
    Times japanese = new Times(tokyo, Display.named("japanese", "japanese", "auto"));

    assertThat(common.minute(MOMENT)).isEqualTo("2026-11-23 00:04");
    assertThat(japanese.day(MOMENT)).isEqualTo("令和8年11月23日");
    assertThat(japanese.second(null)).isEqualTo("—");
  }
}
