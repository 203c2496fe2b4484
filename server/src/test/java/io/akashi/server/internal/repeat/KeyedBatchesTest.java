package io.akashi.server.internal.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.SourceId;
import io.akashi.intake.Offer;
import io.akashi.intake.Receipt;
import io.akashi.server.internal.web.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyedBatchesTest {
  private static final SourceId EHR = new SourceId("ehr");
  private static final SourceId LAB = new SourceId("lab");
  private static final long NOW = 1_795_308_429_123_456L;
  private static final long DAY = TimeUnit.DAYS.toMicros(1);

  private final KeyedBatches batches = new KeyedBatches(3);
  private long stored;

  private static KeyMark mark(String key, String digest) {
    return new KeyMark(new IdempotencyKey(key), digest, 1);
  }

  /** The index that a batch has, which counts up with each one that is stored. */
  private long at(SourceId source, String key, long micros) {
    return batches.once(source, mark(key, "d"), micros, this::store).join().first();
  }

  private Offer store() {
    return new Offer.Taken(CompletableFuture.completedFuture(new Receipt("clinical", stored++, 1)));
  }

  private static Offer never() {
    throw new AssertionError("stored twice");
  }

  @Test
  void answersARepeatedKeyLikeTheFirst() {
    assertThat(at(EHR, "a", NOW)).isZero();
    assertThat(at(EHR, "b", NOW)).isEqualTo(1);
    assertThat(batches.once(EHR, mark("a", "d"), NOW + 1, KeyedBatchesTest::never).join().first())
        .isZero();
  }

  @Test
  void keepsTheKeysOfSourcesApart() {
    assertThat(at(EHR, "a", NOW)).isZero();
    assertThat(at(LAB, "a", NOW)).isEqualTo(1);
  }

  @Test
  void refusesAKeyThatCameWithAnotherBody() {
    at(EHR, "a", NOW);
    assertThatThrownBy(() -> batches.once(EHR, mark("a", "other"), NOW, KeyedBatchesTest::never))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
  }

  @Test
  void letsTheSecondWaitForTheFirstThatIsUnderWay() {
    CompletableFuture<Receipt> durable = new CompletableFuture<>();
    var first = batches.once(EHR, mark("a", "d"), NOW, () -> new Offer.Taken(durable));
    var second = batches.once(EHR, mark("a", "d"), NOW, KeyedBatchesTest::never);
    assertThat(second).isNotDone();

    durable.complete(new Receipt("clinical", 7, 1));

    assertThat(first.join()).isEqualTo(second.join()).isEqualTo(new Receipt("clinical", 7, 1));
  }

  @Test
  void freesAKeyThatWasPushedBack() {
    var busy =
        batches.once(
            EHR, mark("a", "d"), NOW, () -> new Offer.Pushback(Duration.ofSeconds(9), "full"));
    assertThatThrownBy(busy::join)
        .hasCauseInstanceOf(Problem.class)
        .satisfies(
            e -> assertThat(((Problem) e.getCause()).headers()).containsEntry("Retry-After", "9"));

    assertThat(at(EHR, "a", NOW)).isZero();
  }

  @Test
  void freesAKeyWhoseBatchWasNotMadeDurable() {
    CompletableFuture<Receipt> durable = new CompletableFuture<>();
    var first = batches.once(EHR, mark("a", "d"), NOW, () -> new Offer.Taken(durable));
    durable.completeExceptionally(new IllegalStateException("no room"));
    assertThatThrownBy(first::join).hasRootCauseMessage("no room");

    assertThat(at(EHR, "a", NOW)).isZero();
  }

  @Test
  void freesAKeyWhoseBatchCouldNotBeHandedOver() {
    var first =
        batches.once(
            EHR,
            mark("a", "d"),
            NOW,
            () -> {
              throw new IllegalStateException("halted");
            });
    assertThatThrownBy(first::join).hasRootCauseMessage("halted");

    assertThat(at(EHR, "a", NOW)).isZero();
  }

  @Test
  void knowsAKeyFor24Hours() {
    assertThat(at(EHR, "a", NOW)).isZero();
    assertThat(at(EHR, "a", NOW + DAY)).isZero();
    assertThat(at(EHR, "a", NOW + DAY + 1)).isEqualTo(1);
    assertThat(at(EHR, "a", NOW + DAY + 2)).isEqualTo(1);
  }

  @Test
  void forgetsAnOldKeyBehindAYoungerOneWhenTheClockSteppedBack() {
    assertThat(at(EHR, "young", NOW + DAY)).isZero();
    assertThat(at(EHR, "old", NOW)).isEqualTo(1);
    assertThat(at(EHR, "old", NOW + DAY + 1)).isEqualTo(2);
    assertThat(at(EHR, "young", NOW + DAY + 1)).isZero();
  }

  @Test
  void forgetsTheOldestOfTheSourceThatHasMost() {
    at(LAB, "a", NOW);
    at(EHR, "a", NOW);
    at(EHR, "b", NOW);
    at(EHR, "c", NOW);
    assertThat(at(EHR, "b", NOW)).isEqualTo(2);
    assertThat(at(LAB, "a", NOW)).isZero();
    assertThat(at(EHR, "a", NOW)).isEqualTo(4);
    assertThat(at(EHR, "b", NOW)).isEqualTo(5);
  }

  @Test
  void hasRoomAgainForWhatWasForgotten() {
    for (int i = 0; i < 9; i++) {
      var busy =
          batches.once(
              EHR, mark("busy", "d"), NOW, () -> new Offer.Pushback(Duration.ZERO, "full"));
      assertThat(busy).isCompletedExceptionally();
      at(EHR, "old", NOW + i * (DAY + 1));
    }
    long later = NOW + 8 * (DAY + 1);
    at(EHR, "b", later);
    at(EHR, "c", later);
    assertThat(at(EHR, "old", later)).isEqualTo(8);
  }

  @Test
  void takesOverWhatTheLogSays() {
    batches.recall(EHR, mark("a", "d"), NOW, new Receipt("clinical", 4, 1));
    batches.recall(EHR, mark("a", "d"), NOW + 1, new Receipt("clinical", 9, 1));
    assertThat(batches.once(EHR, mark("a", "d"), NOW + 2, KeyedBatchesTest::never).join().first())
        .isEqualTo(9);
  }
}
