package io.akashi.bench.internal.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Decoders;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EhrLinesTest {
  private static final SourceId SOURCE = new SourceId("ehr");
  private static final SourceProfile PROFILE =
      new SourceProfile(
          SOURCE, "lines", "ehr-access", null, SourceProfile.DEFAULT_ZONE, "電子カルテ", null);

  @Test
  void givesTheSameLinesForASeedAndOthersForAnother() {
    assertThat(lines(7, 500)).isEqualTo(lines(7, 500)).isNotEqualTo(lines(8, 500));
  }

  @Test
  void isReadFullyByTheMappingAndKeepsEveryMessageDistinct() {
    Set<String> patients = new HashSet<>();
    long before = Long.MIN_VALUE;
    for (String line : lines(1, 3_000)) {
      AuditEvent event = decode("<110>Apr  1 00:00:00 ehr01 ehr: " + line);
      assertThat(event.text(Column.DECODE_STATUS)).as(line).isEqualTo("full");
      assertThat(event.text(Column.PATIENT_ID)).isNotNull();
      Object occurred = event.get(Column.OCCURRED_AT);
      assertThat(occurred).isInstanceOf(Long.class);
      assertThat((Long) occurred).isGreaterThanOrEqualTo(before);
      before = (Long) occurred;
      patients.add(event.text(Column.PATIENT_ID));
    }
    assertThat(patients).hasSizeGreaterThan(300).hasSizeLessThan(1_500);
  }

  @Test
  void saysWhenTheLastLineHappened() {
    EhrLines lines = new EhrLines(3);
    Octets out = new Octets(256);
    for (int i = 0; i < 1_000; i++) {
      out.clear();
      lines.next(out);
      AuditEvent event = decode(text(out));
      assertThat(event.get(Column.OCCURRED_AT)).isEqualTo(lines.clock().epochMicros());
    }
  }

  @Test
  void opensTheInpatientOfTheFirstDaysAgainAndAgain() {
    assertThat(lines(1, 20_000))
        .filteredOn(line -> line.contains(EhrLines.inpatient()))
        .hasSizeGreaterThan(5);
  }

  private static AuditEvent decode(String payload) {
    Arrival arrival =
        new Arrival(0, SOURCE, Transport.SYSLOG_TCP, "-", "lf", Map.of(), payload.getBytes(UTF_8));
    return Decoders.builtIn().decode(arrival, PROFILE).getFirst();
  }

  private static List<String> lines(long seed, int count) {
    EhrLines lines = new EhrLines(seed);
    List<String> all = new ArrayList<>();
    Octets out = new Octets(256);
    for (int i = 0; i < count; i++) {
      out.clear();
      lines.next(out);
      all.add(text(out));
    }
    return all;
  }

  private static String text(Octets out) {
    return new String(out.copy(), UTF_8);
  }
}
