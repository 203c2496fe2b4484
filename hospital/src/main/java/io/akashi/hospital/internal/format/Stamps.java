package io.akashi.hospital.internal.format;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as products write them. The hospital's clock is nine hours ahead of UTC, all year. */
final class Stamps {
  static final ZoneOffset JST = ZoneOffset.ofHours(9);

  private static final DateTimeFormatter RFC_5424 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+09:00'", Locale.ROOT);
  private static final DateTimeFormatter RFC_3164 =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

  private Stamps() {}

  /** RFC 5424, FHIR and DICOM: with offset. */
  static String withOffset(LocalDateTime at) {
    return RFC_5424.format(at);
  }

  /** RFC 3164: no year, no zone. */
  static String bsd(LocalDateTime at) {
    return RFC_3164.format(at);
  }

  /** Windows: UTC. */
  static String utc(LocalDateTime at) {
    return UTC.format(at.minusHours(9));
  }
}
