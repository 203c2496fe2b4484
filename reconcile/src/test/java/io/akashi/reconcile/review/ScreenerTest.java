package io.akashi.reconcile.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.register.Author;
import io.akashi.register.Limit;
import io.akashi.register.Registers;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the screens pick and what they leave is the whole log, with the least memory too. */
class ScreenerTest {
  private static final int ACCESSES = 20_000;
  private static final int PAGE = 3_000;
  private static final Instant NOW = Instant.parse("2026-11-29T15:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final SourceId SOURCE = new SourceId("ehr");
  private static final Map<String, Integer> LIMITS =
      Map.of(
          "review.hours.from", 7,
          "review.hours.to", 19,
          "review.hours.events", 5,
          "review.patient.users", 9,
          "review.user.patients", 20,
          "review.user.output", 2,
          "review.login.failures", 3);

  @TempDir Path data;

  /** Lines of seconds before now, user, patient and kind. */
  private static List<AuditEvent> decode(Arrival arrival) {
    String[] cells = new String(arrival.payload(), UTF_8).split(",", -1);
    if (cells.length != 4) {
      return List.of();
    }
    return List.of(
        AuditEvent.builder()
            .set(Column.RECEIVED_AT, arrival.receivedMicros())
            .set(
                Column.OCCURRED_AT, arrival.receivedMicros() - Long.parseLong(cells[0]) * 1_000_000)
            .set(Column.TIME_QUALITY, "stated:+09:00")
            .set(Column.SOURCE, arrival.source().value())
            .set(Column.USER_ID, cells[1])
            .set(Column.PATIENT_ID, cells[2])
            .set(Column.KIND, cells[3])
            .set(Column.MESSAGE, "x".repeat(500))
            .set(Column.DECODE_STATUS, "full")
            .build());
  }

  private static void fill(Store store) throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    List<String> kinds = List.of("read", "read", "read", "read", "print", "login_failure");
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < ACCESSES; i++) {
      String line =
          "%d,u%03d,%05d,%s"
              .formatted(
                  random.nextInt(28 * 86_400),
                  random.nextInt(80),
                  random.nextInt(2_000),
                  kinds.get(random.nextInt(kinds.size())));
      arrivals.add(
          new Arrival(
              ChronoUnit.MICROS.between(Instant.EPOCH, NOW),
              SOURCE,
              Transport.FILE,
              Arrival.NONE,
              Arrival.NONE,
              Map.of(),
              line.getBytes(UTF_8)));
    }
    store.append(Book.CLINICAL, arrivals).get();
    store.step();
    store.seal();
  }

  private Store open() throws Exception {
    return Store.open(
        StoreOptions.of(data, ScreenerTest::decode)
            .background(false)
            .reserveBytes(1 << 20)
            .memoryBytes(128 << 20)
            .clock(() -> NOW)
            .build());
  }

  @Test
  void whatIsPickedAndWhatIsNotAreTheWholeLog() throws Exception {
    try (Store store = open()) {
      fill(store);
      Registers registers = Registers.open(store, () -> NOW, ZONE);
      LocalDate today = LocalDate.ofInstant(NOW, ZONE);
      for (Map.Entry<String, Integer> limit : LIMITS.entrySet()) {
        registers.put(
            new Limit(limit.getKey(), limit.getValue(), null, "管理者", today, null),
            new Author("boss", "test", "boss"));
      }
      Screener screener = new Screener(store, registers, ZONE);
      Period period = Period.of(YearMonth.of(2026, 11));
      Screening screening = screener.screen("ehr", period, screener.now());
      assertThat(screening.missing()).isEmpty();
      assertThat(screening.total()).isEqualTo(ACCESSES);
      assertThat(screening.picked()).isBetween(1_000L, ACCESSES - 1_000L);

      Set<Unpicked.Place> places = new HashSet<>();
      Unpicked.Place after = null;
      List<Unpicked> page;
      do {
        page = screener.unpicked("ehr", period, screening.basis(), Book.CLINICAL, after, PAGE);
        page.forEach(each -> assertThat(places.add(each.place())).isTrue());
        after = page.isEmpty() ? null : page.getLast().place();
      } while (page.size() == PAGE);
      assertThat(places).hasSize((int) (screening.total() - screening.picked()));
    }
  }
}
