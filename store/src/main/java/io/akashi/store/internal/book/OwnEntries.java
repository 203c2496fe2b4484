package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.EventJson;
import io.akashi.event.Kind;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What Akashi itself writes: in {@code house} one event as one JSON line, in {@code root} the
 * records of {@link RootRecord}. Both directions; pure.
 */
public final class OwnEntries {
  private static final String FORMAT = "akashi";
  private static final String DECODER = "akashi@1";

  private OwnEntries() {}

  /** The message that keeps an event in the book {@code house}. */
  public static Arrival arrival(AuditEvent event, long receivedMicros) {
    return new Arrival(
        receivedMicros,
        SourceId.AKASHI,
        Transport.HOUSE,
        Arrival.NONE,
        Arrival.NONE,
        Map.of(),
        EventJson.write(event).getBytes(StandardCharsets.UTF_8));
  }

  /** The event of one of Akashi's own messages; never throws for what the payload holds. */
  public static List<AuditEvent> decode(Arrival arrival) {
    String payload = new String(arrival.payload(), StandardCharsets.UTF_8);
    AuditEvent.Builder event = read(arrival, payload);
    if (event.get(Column.OCCURRED_AT) == null) {
      event.set(Column.OCCURRED_AT, arrival.receivedMicros());
      event.set(Column.TIME_QUALITY, "received");
    }
    return List.of(
        event
            .set(Column.RECEIVED_AT, arrival.receivedMicros())
            .set(Column.SOURCE, arrival.source().value())
            .set(Column.SYSTEM, "Akashi")
            .set(Column.FORMAT, FORMAT)
            .set(Column.DECODER, DECODER)
            .build());
  }

  private static AuditEvent.Builder read(Arrival arrival, String payload) {
    String type = arrival.keys().get(RootRecord.TYPE);
    if (type != null) {
      return AuditEvent.builder()
          .set(Column.KIND, Kind.NOTE.id())
          .set(Column.OBJECT_TYPE, type)
          .set(Column.OBJECT_NAME, arrival.keys().get(RootRecord.BOOK))
          .set(Column.MESSAGE, payload)
          .set(Column.DECODE_STATUS, DecodeStatus.FULL.id());
    }
    try {
      return EventJson.parse(payload).toBuilder().set(Column.DECODE_STATUS, DecodeStatus.FULL.id());
    } catch (IllegalArgumentException e) {
      return AuditEvent.builder()
          .set(Column.KIND, Kind.UNCLASSIFIED.id())
          .set(Column.MESSAGE, payload)
          .set(Column.DECODE_STATUS, DecodeStatus.UNREADABLE.id())
          .set(Column.DECODE_NOTE, e.getMessage());
    }
  }
}
