package io.akashi.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.Asking;
import io.akashi.store.internal.engine.EngineException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Turns turns = new Turns(3);
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void keepsATurnForAnotherUser() throws Exception {
    Turns.Turn first = turns.take(by("heavy"), LONG);
    Turns.Turn second = turns.take(by("heavy"), LONG);
    Future<?> third = wait("heavy");

    turns.take(by("light"), Duration.ZERO).close();

    assertThat(third.isDone()).isFalse();
    first.close();
    third.get();
    second.close();
  }

  @Test
  void takesTheUsersInTurnHoweverManyQuestionsOneHas() throws Exception {
    List<Turns.Turn> held = new ArrayList<>();
    for (String user : List.of("x", "y", "z")) {
      held.add(turns.take(by(user), LONG));
    }
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(wait("heavy"));
    }
    all.add(wait("light"));
    held.getFirst().close(); // each who had its turn gives it to the next
    for (Future<?> one : all) {
      one.get();
    }

    assertThat(order).containsExactly("heavy", "light", "heavy", "heavy", "heavy", "heavy");
    held.subList(1, held.size()).forEach(Turns.Turn::close);
  }

  @Test
  void refusesWhoWaitedTooLong() {
    hold();

    assertThatThrownBy(() -> turns.take(by("late"), Duration.ofMillis(1)))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void refusesOneUsersQuestionsBeforeThoseOfAnother() throws Exception {
    hold();
    List<Future<?>> heavy = new ArrayList<>();
    for (int i = 0; i < Turns.MOST_OF_ONE; i++) {
      heavy.add(wait("heavy"));
    }

    assertThatThrownBy(() -> turns.take(by("heavy"), LONG))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
    heavy.add(wait("light"));
    assertThat(turns.waiting()).isEqualTo(heavy.size());
  }

  @Test
  void refusesEverybodyWhenTooManyWait() throws Exception {
    hold();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < Turns.MOST_WAITING; i++) {
      all.add(wait("user " + i));
    }

    assertThatThrownBy(() -> turns.take(by("late"), LONG))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
    assertThat(turns.waiting()).isEqualTo(all.size());
  }

  @Test
  void letsGoWhoIsCancelledWhileWaiting() throws Exception {
    hold();
    Asking asking = by("gone");
    Future<?> waiting = wait(asking);
    asking.cancel();

    assertThatThrownBy(waiting::get)
        .cause()
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void refusesAQuestionThatIsCancelledAlreadyAndKeepsItsTurn() {
    Asking asking = by("gone");
    asking.cancel();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> turns.take(asking, LONG)).isInstanceOf(EngineException.class);
    }

    hold(); // all three are still there
  }

  private void hold() {
    for (String user : List.of("x", "y", "z")) {
      turns.take(by(user), LONG);
    }
  }

  private Future<?> wait(String user) throws InterruptedException {
    return wait(by(user));
  }

  /** One more that waits, behind all others. */
  private Future<?> wait(Asking asking) {
    int before = turns.waiting();
    Future<?> future =
        threads.submit(() -> {
          try (Turns.Turn _ = turns.take(asking, LONG)) {
            order.add(asking.user());
          }
        });
    while (turns.waiting() == before) {
      Thread.onSpinWait();
    }
    return future;
  }

  private static Asking by(String user) {
    return Asking.begin().by(user);
  }
}
