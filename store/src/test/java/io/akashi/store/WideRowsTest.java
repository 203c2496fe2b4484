package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of many kilobytes, each of which becomes a column of its event. */
class WideRowsTest {
  private static final int ENTRIES = 6_144;
  private static final int BYTES = 8_192;
  private static final Look LOOK = new Look("tester", "auditor", "test", "");

  @TempDir Path folder;

  private static List<AuditEvent> decode(Arrival arrival) {
    return List.of(
        AuditEvent.builder()
            .set(Column.RECEIVED_AT, arrival.receivedMicros())
            .set(Column.OCCURRED_AT, arrival.receivedMicros())
            .set(Column.TIME_QUALITY, "received")
            .set(Column.SOURCE, arrival.source().value())
            .set(Column.MESSAGE, new String(arrival.payload(), StandardCharsets.UTF_8))
            .set(Column.DECODER, "test@1")
            .set(Column.DECODE_STATUS, "full")
            .build());
  }

  private static List<Arrival> wide(SplittableRandom random) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 512; i++) {
      byte[] payload = new byte[BYTES];
      random.nextBytes(payload);
      for (int at = 0; at < BYTES; at++) {
        payload[at] = (byte) ('a' + (payload[at] & 15));
      }
      arrivals.add(Stores.arrival(1_790_000_000_000_000L, payload));
    }
    return arrivals;
  }

  @Test
  void areMergedWithTheLeastMemory() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    StoreOptions options =
        StoreOptions.of(folder.resolve("data"), WideRowsTest::decode)
            .background(false)
            .reserveBytes(1 << 20)
            .memoryBytes(256 << 20)
            .sealEntries(ENTRIES / 2)
            .merging(new MergeOptions(256, 2, ENTRIES, 3, 3))
            .build();
    try (Store store = Store.open(options)) {
      for (int i = 0; i < ENTRIES; i += 512) {
        store.append(Book.CLINICAL, wide(random)).get();
        store.step();
      }
      store.seal();
      store.merge();
      assertThat(store.status().books().getFirst().segments()).isEqualTo(1);
      assertThat(store.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(ENTRIES);
    }
  }
}
