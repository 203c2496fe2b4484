package io.akashi.event.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.Decoders;
import io.akashi.event.GoldenFolder;
import io.akashi.event.Transport;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinesGoldenTest {
  static List<GoldenFolder.Case> fromFiles() {
    return GoldenFolder.cases("lines/ehr-access");
  }

  static List<GoldenFolder.Case> overSyslog() {
    return GoldenFolder.cases("lines/ehr-access-syslog");
  }

  @ParameterizedTest
  @MethodSource("fromFiles")
  void readsLinesOfFilesAsExpected(GoldenFolder.Case golden) {
    check(golden, Transport.FILE);
  }

  @ParameterizedTest
  @MethodSource("overSyslog")
  void readsLinesOverSyslogAsExpected(GoldenFolder.Case golden) {
    check(golden, Transport.SYSLOG_TLS);
  }

  private static void check(GoldenFolder.Case golden, Transport transport) {
    var arrival = Arrivals.over(transport, golden.payload());
    var events = Decoders.builtIn().decode(arrival, Arrivals.linesProfile("ehr-access"));
    assertThat(GoldenFolder.actual(events)).isEqualTo(golden.expected());
  }
}
