package io.akashi.event.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.GoldenFolder;
import io.akashi.event.Transport;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FhirGoldenTest {
  static List<GoldenFolder.Case> cases() {
    return GoldenFolder.cases("fhir");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAsExpected(GoldenFolder.Case golden) {
    var arrival = Arrivals.over(Transport.SYSLOG_TCP, golden.payload());
    var events = new FhirAuditDecoder().decode(arrival, Arrivals.profile("fhir"));
    assertThat(GoldenFolder.actual(events)).isEqualTo(golden.expected());
  }
}
