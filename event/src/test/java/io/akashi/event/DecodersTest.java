package io.akashi.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecodersTest {
  private static final Arrival ARRIVAL =
      Arrivals.over(Transport.SYSLOG_TCP, "<13>Nov 22 10:00:00 h a: 本文".getBytes(UTF_8));

  /** A decoder with a defect. */
  private record Broken(String name) implements Decoder {
    @Override
    public int version() {
      return 3;
    }

    @Override
    public List<AuditEvent> decode(Arrival arrival, SourceProfile profile) {
      throw new IllegalStateException("defect");
    }
  }

  @Test
  void picksTheDecoderOfTheProfile() {
    List<AuditEvent> events = Decoders.builtIn().decode(ARRIVAL, Arrivals.syslogProfile());
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().text(Column.MESSAGE)).isEqualTo("本文");
  }

  @Test
  void keepsTheEntryWhenADecoderFails() {
    Decoders decoders = Decoders.of(List.of(new Broken("syslog")));
    AuditEvent event = decoders.decode(ARRIVAL, Arrivals.syslogProfile()).getFirst();
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("unreadable");
    assertThat(event.text(Column.DECODE_NOTE)).contains("defect");
    assertThat(event.text(Column.DECODER)).isEqualTo("syslog@3");
    assertThat(event.text(Column.MESSAGE)).contains("本文");
    assertThat(event.text(Column.KIND)).isEqualTo("unclassified");
    assertThat(event.get(Column.RECEIVED_AT)).isEqualTo(ARRIVAL.receivedMicros());
  }

  @Test
  void keepsTheEntryWhenNoDecoderHasTheName() {
    AuditEvent event = Decoders.of(List.of()).decode(ARRIVAL, Arrivals.syslogProfile()).getFirst();
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("unreadable");
    assertThat(event.text(Column.DECODE_NOTE)).contains("'syslog'");
    assertThat(event.text(Column.SOURCE)).isEqualTo("ehr-main");
  }

  @Test
  void refusesTwoDecodersOfOneName() {
    assertThatThrownBy(() -> Decoders.of(List.of(new Broken("a"), new Broken("a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
