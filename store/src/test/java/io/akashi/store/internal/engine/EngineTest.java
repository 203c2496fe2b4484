package io.akashi.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.Asking;
import io.akashi.store.internal.engine.EngineException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineTest {
  /** Runs until it is stopped. */
  private static final String ENDLESS =
      "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = -1";

  @TempDir Path data;
  private Engine engine;

  @BeforeEach
  void start() {
    engine = Engine.start(EngineOptions.small(data));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void readsNoFileOutsideItsFolders() throws Exception {
    Path secret = Files.writeString(data.resolve("secret.csv"), "a\n1\n");
    try (Lease lease = engine.query()) {
      assertThatThrownBy(
              () -> lease.number("SELECT a FROM read_csv(" + Sql.literal(secret) + ")", List.of()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("disabled by configuration");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '100GB'",
        "RESET lock_configuration",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '/tmp/akashi-test.db'"
      })
  void refusesStatementsThatWouldOpenTheDoor(String statement) {
    try (Lease lease = engine.work()) {
      assertThatThrownBy(() -> lease.execute(statement)).isInstanceOf(EngineException.class);
    }
  }

  @Test
  void endsQueryThatTakesLongerThanItsLimit() {
    try (Lease lease = engine.query(Duration.ofMillis(200))) {
      assertThatThrownBy(() -> lease.number(ENDLESS, List.of()))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.TOO_LONG));
      assertThatThrownBy(() -> lease.number("SELECT 1", List.of()))
          .as("nothing runs after the limit")
          .isInstanceOf(EngineException.class);
    }
  }

  @Test
  void endsQueryThatIsCancelledFromAnotherThread() throws Exception {
    try (Lease lease = engine.query();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch began = new CountDownLatch(1);
      var answer =
          executor.submit(() -> {
            began.countDown();
            return lease.number(ENDLESS, List.of());
          });
      began.await();
      // The statement may not run yet; then it is refused when it begins.
      lease.cancel();
      assertThatThrownBy(answer::get)
          .hasCauseInstanceOf(EngineException.class)
          .hasMessageContaining("cancelled");
    }
  }

  @Test
  void letsItsOwnWorkPassTheQueriesThatWait() {
    List<Lease> turns = new ArrayList<>();
    for (String user : List.of("a", "b", "c")) {
      turns.add(Asking.begin().by(user).call(engine::query));
    }
    try (Lease work = engine.work()) {
      assertThat(work.number("SELECT 1::BIGINT", List.of())).isEqualTo(1);
    }
    turns.forEach(Lease::close);
  }

  @Test
  void endsTheQueryOfACancelledQuestion() throws Exception {
    Asking asking = Asking.begin();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch began = new CountDownLatch(1);
      var answer = executor.submit(() -> asking.call(() -> endless(began)));
      began.await();
      asking.cancel();
      assertThatThrownBy(answer::get)
          .cause()
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
    }
    try (Lease next = engine.query()) {
      assertThat(next.number("SELECT 2::BIGINT", List.of())).as("the turn is back").isEqualTo(2);
    }
  }

  private long endless(CountDownLatch began) {
    try (Lease lease = engine.query()) {
      began.countDown();
      return lease.number(ENDLESS, List.of());
    }
  }

  @Test
  void tellsThatMemoryRanOutFromEverythingElseThatFails() {
    EngineOptions usual = EngineOptions.small(data);
    EngineOptions little =
        new EngineOptions(
            64 << 20,
            1,
            usual.folders(),
            usual.spill(),
            usual.queries(),
            usual.limit(),
            usual.patience());
    String tooLarge = "SELECT len(list(md5(range::VARCHAR))) FROM range(40000000)";
    try (Engine small = Engine.start(little);
        Lease lease = small.query()) {
      assertThatThrownBy(() -> lease.number(tooLarge, List.of()))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.NO_MEMORY));
      assertThat(lease.number("SELECT 3::BIGINT", List.of())).as("it goes on").isEqualTo(3);
    }
  }

  @Test
  void endsRunningQueriesWhenItCloses() throws Exception {
    Lease lease = engine.query();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch began = new CountDownLatch(1);
      var answer =
          executor.submit(() -> {
            began.countDown();
            return lease.number(ENDLESS, List.of());
          });
      began.await();
      engine.close();
      assertThatThrownBy(answer::get).hasCauseInstanceOf(EngineException.class);
    }
    assertThatThrownBy(() -> engine.query()).isInstanceOf(EngineException.class);
  }
}
