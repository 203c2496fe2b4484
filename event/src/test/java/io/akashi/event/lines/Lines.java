package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.time.ZoneId;
import java.util.List;

/** Lines read by a mapping that is written in the test. */
final class Lines {
  private Lines() {}

  /** A decoder that knows the mapping as {@code own}. */
  static LinesDecoder decoder(String yaml) {
    Mapping own = Mapping.parse("own.yaml", "name: own\nversion: 1\n" + yaml);
    return new LinesDecoder(Mappings.of(List.of(own)));
  }

  static List<AuditEvent> decode(String yaml, byte[] payload, String charset, Transport transport) {
    SourceProfile profile =
        new SourceProfile(
            Arrivals.SOURCE, "lines", "own", charset, ZoneId.of("Asia/Tokyo"), null, null);
    return decoder(yaml).decode(Arrivals.over(transport, payload), profile);
  }

  static List<AuditEvent> decode(String yaml, String payload) {
    return decode(yaml, payload.getBytes(UTF_8), null, Transport.FILE);
  }

  static AuditEvent one(String yaml, String payload) {
    List<AuditEvent> events = decode(yaml, payload);
    if (events.size() != 1) {
      throw new AssertionError(events.size() + " events: " + events);
    }
    return events.getFirst();
  }
}
