package io.akashi.hospital;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Decoders;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads messages as a server with the demonstration's configuration does. */
final class Reading {
  static final LocalDate LAST = LocalDate.of(2026, 11, 22);

  private static final Decoders DECODERS = Decoders.builtIn();

  private Reading() {}

  static List<AuditEvent> events(Message message) {
    LogSystem system = message.system();
    SourceId id = new SourceId(system.source());
    String mapping = system.mapping().isEmpty() ? null : system.mapping();
    SourceProfile profile =
        new SourceProfile(id, system.format(), mapping, null, Hospital.ZONE, system.ja(), null);
    Arrival arrival =
        new Arrival(
            micros(LAST.atTime(23, 0)),
            id,
            system.transport(),
            Arrival.NONE,
            Arrival.NONE,
            Map.of(),
            message.octets());
    return DECODERS.decode(arrival, profile);
  }

  static long micros(LocalDateTime at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant(ZoneOffset.ofHours(9)));
  }

  static long occurred(AuditEvent event) {
    return (Long) Objects.requireNonNull(event.get(Column.OCCURRED_AT));
  }
}
