package io.akashi.store.internal.journal;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Batches of made-up messages, the same each time. */
final class Batches {
  static final long MICROS = 1_795_308_429_123_456L;

  private Batches() {}

  static Arrival arrival(String payload) {
    return new Arrival(
        MICROS,
        new SourceId("ehr-main"),
        Transport.SYSLOG_TCP,
        "192.0.2.7:40123",
        "lf",
        Map.of(),
        payload.getBytes(StandardCharsets.UTF_8));
  }

  static EntryBatch of(String... payloads) {
    EntryBatch batch = empty();
    try {
      for (String payload : payloads) {
        batch.add(arrival(payload));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return batch;
  }

  /** A batch of {@code count} messages that differ in content and length, from 1 to 900 bytes. */
  static EntryBatch numbered(int from, int count) {
    String[] payloads = new String[count];
    for (int i = 0; i < count; i++) {
      int number = from + i;
      payloads[i] = number + " 患者 " + "x".repeat(number * 131 % 900);
    }
    return of(payloads);
  }

  static EntryBatch empty() {
    return new EntryBatch(payload -> {
      throw new IOException("no place beside");
    });
  }

  static List<String> texts(EntryBatch batch) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      texts.add(new String(batch.entry(i), StandardCharsets.UTF_8));
    }
    return texts;
  }
}
