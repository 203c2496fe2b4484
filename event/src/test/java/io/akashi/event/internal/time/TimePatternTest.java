package io.akashi.event.internal.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePatternTest {
  private static final long RECEIVED =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-11-22T01:00:00Z"));
  private static final ZoneClock TOKYO = ZoneClock.of(ZoneId.of("Asia/Tokyo"));

  private static boolean read(String pattern, String text, TimeReading reading) {
    byte[] bytes = ("x" + text + "9").getBytes(UTF_8);
    return TimePattern.of(pattern).read(bytes, 1, bytes.length - 1, reading);
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy/MM/dd HH:mm:ss, 2026/11/22 10:00:00, 2026-11-22T01:00:00Z",
    "yyyy/M/d H:mm, 2026/1/2 3:04, 2026-01-01T18:04:00Z",
    "yyyyMMddHHmmssSSS, 20261122100000123, 2026-11-22T01:00:00.123Z",
    "yyyy年M月d日 H時m分s秒, 2026年11月22日 10時0分5秒, 2026-11-22T01:00:05Z",
    "Gy年M月d日 HH:mm, 令和8年11月22日 10:00, 2026-11-22T01:00:00Z",
    "Gy年M月d日, 令和元年5月1日, 2019-04-30T15:00:00Z",
    "Gy.MM.dd HH:mm, R08.11.22 10:00, 2026-11-22T01:00:00Z",
    "Gy.MM.dd, H31.04.30, 2019-04-29T15:00:00Z",
    "Gyy/MM/dd, S64/01/07, 1989-01-06T15:00:00Z",
    "yy-MM-dd, 26-11-22, 2026-11-21T15:00:00Z",
    "dd/MMM/yyyy:HH:mm:ss X, 22/Nov/2026:10:00:00 +0000, 2026-11-22T10:00:00Z",
    "yyyy/MM/dd ah:mm, 2026/11/22 午後0:30, 2026-11-22T03:30:00Z",
    "MM/dd/yyyy hh:mm:ss a, 11/22/2026 12:00:01 AM, 2026-11-21T15:00:01Z",
    "yyyy-MM-dd'T'HH:mm:ssXXX, 2026-11-22T10:00:00-03:30, 2026-11-22T13:30:00Z",
    "iso, 2026-11-22T10:00:00, 2026-11-22T01:00:00Z",
    "iso, 2026-11-22 10:00:00.5Z, 2026-11-22T10:00:00.500Z",
    "epoch, 1795309200, 2026-11-22T01:00:00Z",
    "yyyy-MM-dd HH:mm:ss X, 2026-11-22 10:00:00 JST, 2026-11-22T01:00:00Z",
    "yyyy-MM-dd HH:mm:ss X, 2026-11-22 10:00:00 UTC, 2026-11-22T10:00:00Z",
    "epoch, 1795309200.25, 2026-11-22T01:00:00.250Z",
    "epoch-millis, 1795309200123, 2026-11-22T01:00:00.123Z",
    "epoch-micros, 1795309200123456, 2026-11-22T01:00:00.123456Z",
    "epoch-nanos, 1795309200123456789, 2026-11-22T01:00:00.123456Z",
    "yyyy/MM/dd(E) HH:mm, 2026/11/22(日) 10:00, 2026-11-22T01:00:00Z",
    "yyyy年M月d日(E) H:mm, 2026年11月22日(日曜日) 10:00, 2026-11-22T01:00:00Z",
    "E MMM d HH:mm:ss yyyy, Sun Nov  2 10:00:00 2026, 2026-11-02T01:00:00Z",
    "MMM d HH:mm:ss, Nov 22 09:59:59, 2026-11-22T00:59:59Z",
    "MMM d HH:mm:ss, Dec  1 00:00:00, 2025-11-30T15:00:00Z",
    "M/d HH:mm, 2/29 12:00, 2024-02-29T03:00:00Z",
    "MMM d HH:mm:ss X, Nov 22 00:30:00 UTC, 2026-11-22T00:30:00Z",
  })
  void readsTimesAsTheyAreWrittenInHospitals(String pattern, String text, String expected) {
    TimeReading reading = new TimeReading();
    assertThat(read(pattern, text, reading)).isTrue();
    assertThat(Instant.EPOCH.plus(reading.utcMicros(TOKYO, RECEIVED), ChronoUnit.MICROS))
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy/MM/dd, 2026/02/29",
    "yyyy/MM/dd, 2026/1/02",
    "yyyy/MM/dd, 2026/01/02x",
    "yyyy/MM/dd HH:mm, 2026/01/02 24:00",
    "yyyy/MM/dd hh:mm a, 2026/01/02 13:00 PM",
    "Gy, X8",
    "Gy, 令和",
    "Gy, R0",
    "iso, 2026-11-22",
    "iso, 2026-11-22T10:00:00+99:00",
    "epoch, 123456789012",
    "epoch, x",
  })
  void refusesWhatIsNotExactlyThat(String pattern, String text) {
    assertThat(read(pattern, text, new TimeReading())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yyyy-bb", "'yyyy", "HH:mm", ""})
  void refusesPatternsThatCannotBeUsed(String pattern) {
    assertThatThrownBy(() -> TimePattern.of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithTheCalendarOfTheJdk() {
    Random random = new Random(8);
    DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    TimeReading reading = new TimeReading();
    for (int i = 0; i < 20_000; i++) {
      long second = -62_167_219_200L + (long) (random.nextDouble() * 315_569_520_000L);
      LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      assertThat(read("yyyyMMddHHmmss", format.format(time), reading)).isTrue();
      assertThat(reading.wallMicros).isEqualTo(second * Civil.SECOND);
      assertThat(Civil.yearOf(reading.wallMicros)).isEqualTo(time.getYear());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Tokyo", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"})
  void agreesWithTheZonesOfTheJdk(String name) {
    ZoneId zone = ZoneId.of(name);
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              (long) (random.nextDouble() * 4_102_444_800L) - 1_000_000_000L, 0, ZoneOffset.UTC);
      long wall = time.toEpochSecond(ZoneOffset.UTC) * Civil.SECOND;
      long utc = time.atZone(zone).toEpochSecond() * Civil.SECOND;
      assertThat(ZoneClock.of(zone).toUtc(wall)).isEqualTo(utc);
    }
  }
}
