package io.akashi.register.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @ParameterizedTest
  @CsvSource({
    "2026-04-01, 2026-04-01",
    "2026-04-01T09:00:00Z, 2026-04-01",
    "2026/4/1, 2026-04-01",
    "2026/4/1 9:00, 2026-04-01",
    "2026.4.1, 2026-04-01",
    "2026年4月1日, 2026-04-01",
    "２０２６年４月１日（水）, 2026-04-01",
    "20260401, 2026-04-01",
    "20260401150000.0Z, 2026-04-01",
    "4/1/2026 9:12:33 AM, 2026-04-01",
    "令和8年4月1日, 2026-04-01",
    "令和元年5月1日, 2019-05-01",
    "R8.4.1, 2026-04-01",
    "R08/04/01, 2026-04-01",
    "H31.4.30, 2019-04-30",
    "昭和64年1月7日, 1989-01-07",
    "23年3月, 2023-03-31",
    "23/3/31, 2023-03-31",
    "R5年3月, 2023-03-31",
    "2024年2月, 2024-02-29",
    "46113, 2026-04-01",
    "134180064000000000, 2026-03-15"
  })
  void readsADay(String text, String day) throws Exception {
    assertThat(DateText.parse(text, TOKYO)).hasToString(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 　", "0", "9223372036854775807", "無期限", "-", "Never"})
  void readsThatThereIsNone(String text) throws Exception {
    assertThat(DateText.parse(text, TOKYO)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30",
        "2026/13/1",
        "31/12/2026",
        "令和8年",
        "来週",
        "12",
        "999999",
        "2026",
        "R8.2.30",
        "1/1/1/1",
        "99999999999999999999"
      })
  void refusesWhatIsNoDay(String text) {
    assertThatThrownBy(() -> DateText.parse(text, TOKYO)).isInstanceOf(UnreadableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2023/04/01 0:00:00, 2023-03-31",
    "4/1/2023 12:00:00 AM, 2023-03-31",
    "2023/03/31 17:00:00, 2023-03-31",
    "2023-03-31, 2023-03-31",
    "133247484000000000, 2023-03-31",
    "133247484000000001, 2023-04-01"
  })
  void readsTheLastDayBeforeAnEnd(String text, String day) throws Exception {
    assertThat(DateText.lastDay(text, TOKYO)).hasToString(day);
  }
}
