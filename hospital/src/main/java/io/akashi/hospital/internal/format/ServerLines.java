package io.akashi.hospital.internal.format;

import io.akashi.hospital.internal.doing.Doing;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Linux (syslog, RFC 3164), PostgreSQL (csvlog with pgaudit) and Veeam (syslog, RFC 5424). */
final class ServerLines {
  /** How slow the clock of the laboratory's server is. */
  static final Duration SLOW = Duration.ofSeconds(400);

  /** The server whose clock it is. */
  static final String SLOW_SERVER = "lis01";

  private static final int FACILITY_AUTH = 38;
  private static final DateTimeFormatter POSTGRES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'JST'", Locale.ROOT);

  private ServerLines() {}

  static String linux(Doing.Line doing, long number) {
    boolean slow = doing.server().name().equals(SLOW_SERVER);
    LocalDateTime told = slow ? doing.at().minus(SLOW) : doing.at();
    return "<%d>%s %s %s[%d]: %s"
        .formatted(
            FACILITY_AUTH,
            Stamps.bsd(told),
            doing.server().name(),
            doing.program(),
            1_000 + number % 30_000,
            doing.text());
  }

  static String postgres(Doing.Statement doing, long number) {
    return "%s,\"%s\",\"ehr\",%d,\"%s:50%03d\",%08x.%x,%d,\"%s\",%s,3/%d,0,LOG,00000,\"%s\",,,,,,,,,\"%s\",\"client backend\",,0"
        .formatted(
            POSTGRES.format(doing.at()),
            doing.user(),
            2_000 + number % 900,
            doing.address(),
            number % 1_000,
            doing.at().toEpochSecond(Stamps.JST),
            2_000 + number % 900,
            1 + number % 9,
            doing.tag(),
            POSTGRES.format(doing.at().withNano(0)).replace(".000", ""),
            number % 100_000,
            doing.message().replace("\"", "\"\""),
            doing.program());
  }

  static String veeam(Doing.Backup doing) {
    StringBuilder data = new StringBuilder();
    doing
        .values()
        .forEach(each -> data.append(" %s=\"%s\"".formatted(each.getKey(), each.getValue())));
    return "<14>1 %s VBRSRV01 Veeam_MP - - [origin enterpriseId=\"31023\"] [categoryId=0 instanceId=%d%s]"
        .formatted(Stamps.withOffset(doing.at()), doing.instance(), data);
  }
}
