package io.akashi.event.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.Decoder;
import io.akashi.event.GoldenFolder;
import io.akashi.event.Transport;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowsGoldenTest {
  static List<GoldenFolder.Case> xml() {
    return GoldenFolder.cases("windows/xml");
  }

  static List<GoldenFolder.Case> json() {
    return GoldenFolder.cases("windows/json");
  }

  static List<GoldenFolder.Case> syslog() {
    return GoldenFolder.cases("windows/syslog");
  }

  @ParameterizedTest
  @MethodSource("xml")
  void readsRenderedXml(GoldenFolder.Case golden) {
    check(WindowsEventDecoder.xml(), Transport.FILE, golden);
  }

  @ParameterizedTest
  @MethodSource("json")
  void readsJsonOfEachCarrier(GoldenFolder.Case golden) {
    check(WindowsEventDecoder.json(), Transport.HTTP, golden);
  }

  @ParameterizedTest
  @MethodSource("syslog")
  void readsBehindASyslogHeaderWhicheverIsInIt(GoldenFolder.Case golden) {
    check(WindowsEventDecoder.json(), Transport.SYSLOG_TCP, golden);
  }

  private static void check(Decoder decoder, Transport transport, GoldenFolder.Case golden) {
    var arrival = Arrivals.over(transport, golden.payload());
    var events = decoder.decode(arrival, Arrivals.syslogProfile());
    assertThat(GoldenFolder.actual(events)).isEqualTo(golden.expected());
  }
}
