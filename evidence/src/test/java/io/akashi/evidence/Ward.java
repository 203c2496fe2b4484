package io.akashi.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.register.Account;
import io.akashi.register.Author;
import io.akashi.register.ImportFile;
import io.akashi.register.Limit;
import io.akashi.register.Person;
import io.akashi.register.Registers;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small hospital: one system, a few people, a clock that moves when it is told. */
final class Ward implements AutoCloseable {
  static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  static final String EHR = "電子カルテ";
  static final Author CLERK = new Author("sato", "棚卸", null);
  static final Duty DUTY = Duties.find("2-(5)").orElseThrow();
  private static final SourceId SOURCE = new SourceId("ehr");

  private final Path data;
  private final StoreOptions.Mode mode;
  private Store store;
  Instant now = Instant.parse("2026-11-20T01:00:00Z");
  Registers registers;
  Inspection inspection;

  Ward(Path data) throws Exception {
    this(data, StoreOptions.Mode.CREATE);
  }

  Ward(Path data, StoreOptions.Mode mode) throws Exception {
    this.data = data;
    this.mode = mode;
    open();
  }

  private void open() throws Exception {
    store =
        Store.open(
            StoreOptions.of(data, Ward::decode)
                .background(false)
                .mode(mode)
                .reserveBytes(1 << 20)
                .sealEntries(256)
                .clock(() -> now)
                .build());
    store.step();
    registers = Registers.open(store, () -> now, TOKYO);
    inspection = Inspection.open(store, registers, () -> now, TOKYO);
  }

  /** Stops and starts again; derived files are gone when asked. */
  void restart() throws Exception {
    store.close();
    open();
  }

  Store store() {
    return store;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Somebody reads a chart now. */
  void use(String user) throws Exception {
    use(user, "success", 1);
  }

  void use(String user, String outcome, int times) throws Exception {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    for (int i = 0; i < times; i++) {
      store
          .append(
              Book.CLINICAL,
              List.of(
                  new Arrival(
                      micros,
                      SOURCE,
                      Transport.FILE,
                      Arrival.NONE,
                      Arrival.NONE,
                      Map.of(),
                      (user + "," + outcome).getBytes(UTF_8))))
          .get();
    }
    store.step();
  }

  private static List<AuditEvent> decode(Arrival arrival) {
    String[] cells = new String(arrival.payload(), UTF_8).split(",", -1);
    return List.of(
        AuditEvent.builder()
            .set(Column.RECEIVED_AT, arrival.receivedMicros())
            .set(Column.OCCURRED_AT, arrival.receivedMicros())
            .set(Column.TIME_QUALITY, "received")
            .set(Column.SOURCE, arrival.source().value())
            .set(Column.SYSTEM, EHR)
            .set(Column.KIND, "read")
            .set(Column.USER_ID, cells[0])
            .set(Column.OUTCOME, cells[1])
            .set(Column.DECODER, "test@1")
            .set(Column.DECODE_STATUS, "full")
            .build());
  }

  void person(String id, @Nullable LocalDate leftOn) throws Exception {
    registers.put(new Person(id, "A科", "山田", "太郎", "看護師", null, null, leftOn, null), CLERK);
  }

  /** Imports a list of people: lines of staff number and department. */
  void list(String... people) throws Exception {
    String table = "職員番号,所属部署\n" + String.join("\n", people) + "\n";
    registers.commit(
        registers.preview(Person.class, ImportFile.of("people.csv", table.getBytes(UTF_8))), CLERK);
  }

  void account(String user, String staff, boolean enabled) throws Exception {
    account(EHR, user, staff, enabled);
  }

  void account(String system, String user, @Nullable String staff, boolean enabled)
      throws Exception {
    registers.put(
        new Account(system, user, staff, null, null, null, "User", null, enabled, null, null, null),
        CLERK);
  }

  void approve(String limit, long value) throws Exception {
    limit(new Limit(limit, value, "日", "院長", LocalDate.of(2026, 4, 1), null));
  }

  void limit(Limit limit) throws Exception {
    registers.put(limit, CLERK);
  }

  /** The answer as it stands now. */
  Answer answer() throws StoreException {
    store.step();
    inspection.follow();
    store.step();
    return inspection.answers().get(DUTY.id()).answer();
  }

  List<String> openFindings() throws StoreException {
    return answer().open().stream()
        .map(each -> each.finding().comparison() + " " + String.join(" ", each.finding().subject()))
        .toList();
  }

  @Override
  public void close() {
    store.close();
  }
}
