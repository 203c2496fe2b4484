package io.akashi.store;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stores for tests: no threads, a small reserve, and a decoder of {@code patient,user} lines. */
public final class Stores {
  private static final long START_MICROS = 1_790_000_000_000_000L;
  private static final SourceId SOURCE = new SourceId("ehr");

  private Stores() {}

  public static StoreOptions.Builder options(Path data) {
    return StoreOptions.of(data, Stores::decode).background(false).reserveBytes(1 << 20);
  }

  public static Store open(Path data) throws StoreException {
    return Store.open(options(data).build());
  }

  /** Lines {@code from} to {@code from + count - 1}: a hundred patients, seven users, in turn. */
  public static List<Arrival> lines(int from, int count) {
    List<Arrival> lines = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      String line = "P%06d,n%04d,閲覧 %d".formatted(i % 100, i % 7, i);
      lines.add(arrival(START_MICROS + i * 1_000L, line.getBytes(StandardCharsets.UTF_8)));
    }
    return lines;
  }

  public static Arrival arrival(long micros, byte[] payload) {
    return new Arrival(
        micros, SOURCE, Transport.FILE, Arrival.NONE, Arrival.NONE, Map.of(), payload);
  }

  private static List<AuditEvent> decode(Arrival arrival) {
    String[] parts = new String(arrival.payload(), StandardCharsets.UTF_8).split(",", 3);
    AuditEvent.Builder event =
        AuditEvent.builder()
            .set(Column.RECEIVED_AT, arrival.receivedMicros())
            .set(Column.OCCURRED_AT, arrival.receivedMicros())
            .set(Column.TIME_QUALITY, "received")
            .set(Column.SOURCE, arrival.source().value())
            .set(Column.KIND, "read")
            .set(Column.DECODER, "test@1")
            .set(Column.DECODE_STATUS, "full");
    if (parts.length == 3) {
      event.set(Column.PATIENT_ID, parts[0]).set(Column.USER_ID, parts[1]);
    }
    return List.of(event.build());
  }
}
