package io.akashi.hospital.internal.format;

import io.akashi.hospital.Patient;
import io.akashi.hospital.internal.doing.Doing;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The access log of the health record: CSV, one line a doing, over syslog (RFC 5424). */
final class RecordLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss.SSS", Locale.ROOT);

  private RecordLines() {}

  /** The line behind a header; the number is the sender's own. */
  static String message(Doing.Chart doing, long number) {
    Patient patient = doing.patient();
    return "<134>1 "
        + Stamps.withOffset(doing.at())
        + " ehrap01 ehr - - - "
        + String.join(
            ",",
            TIME.format(doing.at()),
            doing.actor().id(),
            doing.actor().name(),
            doing.actor().role(),
            doing.terminal().name(),
            patient == null ? "" : patient.id(),
            doing.category(),
            doing.operation(),
            doing.result(),
            Long.toString(number));
  }
}
