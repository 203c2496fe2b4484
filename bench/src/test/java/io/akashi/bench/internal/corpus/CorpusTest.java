package io.akashi.bench.internal.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Decoders;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorpusTest {
  private static final int MESSAGES = 1_000;
  private static final SourceProfile OTHERS = SourceProfile.unknown(new SourceId("others"));

  /** How many messages of each format; all but the access lines must be read by their marks. */
  private static Map<Format, Integer> read(Corpus corpus) {
    Decoders decoders = Decoders.builtIn();
    Messages messages = corpus.messages(1);
    Wire wire = new Wire(messages, Wire.Header.RFC3164, Wire.Frame.NONE);
    Map<Format, Integer> counts = new EnumMap<>(Format.class);
    Octets message = new Octets(256);
    for (int i = 0; i < MESSAGES; i++) {
      message.clear();
      wire.next(message);
      counts.merge(messages.format(), 1, Integer::sum);
      if (messages.format() != Format.EHR) {
        Arrival arrival =
            new Arrival(0, OTHERS.id(), Transport.SYSLOG_TCP, "-", "lf", Map.of(), message.copy());
        for (AuditEvent event : decoders.decode(arrival, OTHERS)) {
          assertThat(event.text(Column.DECODE_STATUS))
              .as("%s", messages.format())
              .isEqualTo(DecodeStatus.FULL.id());
        }
      }
    }
    return counts;
  }

  @Test
  void allFormatsOfAHospitalAreReadInTheirShares() {
    Map<Format, Integer> counts = read(Corpus.MIXED);
    assertThat(counts).doesNotContainKey(Format.CONNECTIONS).hasSize(5);
    assertThat(counts.get(Format.EHR)).isBetween(200, 300);
    assertThat(counts.get(Format.FIREWALL)).isBetween(390, 490);
  }

  @Test
  void infrastructureIsMostlyConnections() {
    Map<Format, Integer> counts = read(Corpus.INFRASTRUCTURE);
    assertThat(counts).containsOnlyKeys(Format.CONNECTIONS, Format.FIREWALL, Format.WINDOWS);
    assertThat(counts.get(Format.CONNECTIONS)).isBetween(860, 940);
  }

  @Test
  void anAccessLineIsALine() {
    assertThat(read(Corpus.EHR)).containsOnlyKeys(Format.EHR);
  }
}
