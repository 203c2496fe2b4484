package io.akashi.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was seen, whether read in one go or as it came. */
class SightingsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");
  private static final SourceId SOURCE = new SourceId("ad");

  @TempDir Path data;

  /** Lines of user, system (maybe empty), seconds from receipt to when it says it happened. */
  private static List<AuditEvent> decode(Arrival arrival) {
    String[] cells = new String(arrival.payload(), UTF_8).split(",", -1);
    return List.of(
        AuditEvent.builder()
            .set(Column.RECEIVED_AT, arrival.receivedMicros())
            .set(
                Column.OCCURRED_AT, arrival.receivedMicros() + Long.parseLong(cells[2]) * 1_000_000)
            .set(Column.TIME_QUALITY, "stated:+09:00")
            .set(Column.SOURCE, arrival.source().value())
            .set(Column.SYSTEM, cells[1])
            .set(Column.KIND, cells.length > 3 ? cells[3] : "login")
            .set(Column.USER_ID, cells[0])
            .set(Column.DECODE_STATUS, "full")
            .build());
  }

  private Store open() throws Exception {
    return Store.open(
        StoreOptions.of(data, SightingsTest::decode)
            .background(false)
            .reserveBytes(1 << 20)
            .sealEntries(256)
            .clock(() -> NOW)
            .build());
  }

  private static void append(Store store, Book book, long second, List<String> lines)
      throws Exception {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, NOW.plusSeconds(second));
    List<Arrival> arrivals = new ArrayList<>();
    for (String line : lines) {
      arrivals.add(
          new Arrival(
              micros,
              SOURCE,
              Transport.FILE,
              Arrival.NONE,
              Arrival.NONE,
              Map.of(),
              line.getBytes(UTF_8)));
    }
    store.append(book, arrivals).get();
    store.step();
  }

  private static Ends ends(Store store) throws Exception {
    return Ends.of(store.status(), 0, 0);
  }

  @Test
  void isTheSameReadInOneGoAndAsItCame() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    try (Store store = open()) {
      Sightings following = new Sightings(store);
      List<Ends> all = new ArrayList<>();
      List<List<Sighting>> seen = new ArrayList<>();
      for (int round = 0; round < 8; round++) {
        for (Book book : Ends.LOGS) {
          List<String> lines = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            lines.add("u%d,,%d".formatted(random.nextInt(9), random.nextInt(5) - 4));
          }
          append(store, book, round, lines);
        }
        if (round == 4) {
          store.seal();
        }
        all.add(ends(store));
        seen.add(following.at(ends(store)));
      }
      for (int round = 0; round < all.size(); round++) {
        assertThat(new Sightings(store).at(all.get(round))).isEqualTo(seen.get(round)).hasSize(9);
        assertThat(new Sightings(store, 37).at(all.get(round)))
            .as("read in slices")
            .isEqualTo(seen.get(round));
      }
      assertThat(following.at(all.get(2))).as("an end of the past").isEqualTo(seen.get(2));
      assertThat(seen.getLast().stream().mapToLong(Sighting::events).sum()).isEqualTo(1_600);
    }
  }

  @Test
  void doesNotBelieveAClockThatIsFast() throws Exception {
    try (Store store = open()) {
      append(store, Book.CLINICAL, 0, List.of("taro,電子カルテ,99999999"));
      assertThat(new Sightings(store).at(ends(store)))
          .containsExactly(new Sighting(Book.CLINICAL, "電子カルテ", "taro", 1, NOW, NOW, 0, 0));
    }
  }

  @Test
  void countsUsesAlone() throws Exception {
    try (Store store = open()) {
      append(
          store,
          Book.INFRASTRUCTURE,
          0,
          List.of("Taro,,0", "taro,,-9", "mallory,,0,login_failure", ",,0"));
      assertThat(new Sightings(store).at(ends(store)))
          .as("two ways to write a name are one user; a failed logon is no use")
          .containsExactly(
              new Sighting(Book.INFRASTRUCTURE, "ad", "Taro", 2, NOW.minusSeconds(9), NOW, 0, 0));
    }
  }
}
