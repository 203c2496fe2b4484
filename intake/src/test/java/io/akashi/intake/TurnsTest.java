package io.akashi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void aStrangerIsNextHoweverManyOfOneAddressWait() throws Exception {
    Turns turns = new Turns(1, LONG, Thread::startVirtualThread);
    List<String> order = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      try (Turns.Turn _ = turns.take("crowd")) {
        for (int i = 1; i <= 500; i++) {
          all.add(threads.submit(() -> compute(turns, "crowd", order)));
          awaitWaiting(turns, i);
        }
        all.add(threads.submit(() -> compute(turns, "stranger", order)));
        awaitWaiting(turns, 501);
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(order).hasSize(501);
    assertThat(order.indexOf("stranger")).isLessThanOrEqualTo(1);
  }

  @Test
  void aTurnThatWaitsForItsClientKeepsNobodyElseFromHavingOne() {
    Turns turns = new Turns(2, Duration.ofMillis(1), Thread::startVirtualThread);
    Turns.Turn first = turns.take("slow");
    Turns.Turn second = turns.take("slow");

    turns.take("other").close();
    turns.take("slow").close();

    first.close();
    second.close();
    second.close();
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void whileSomebodyWaitsNoTurnBeginsUntilAThreadFromOutsideHasRun() throws Exception {
    BlockingQueue<Runnable> outside = new LinkedBlockingQueue<>();
    Turns turns = new Turns(1, LONG, outside::add);
    List<String> order = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Turns.Turn held = turns.take("crowd");
      Future<?> waiter = threads.submit(() -> compute(turns, "crowd", order));
      awaitWaiting(turns, 1);
      Runnable fromOutside = outside.take();

      held.close();
      assertThat(turns.waiting()).as("its turn has not begun").isEqualTo(1);
      fromOutside.run();
      waiter.get();
    }
    assertThat(order).containsExactly("crowd");
    assertThat(turns.waiting()).isZero();
  }

  private static void compute(Turns turns, String address, List<String> order) {
    try (Turns.Turn _ = turns.take(address)) {
      long begun = System.nanoTime();
      order.add(address);
      while (System.nanoTime() - begun < 200_000) {
        Thread.onSpinWait();
      }
    }
  }

  private static void awaitWaiting(Turns turns, int wanted) {
    while (turns.waiting() < wanted) {
      Thread.onSpinWait();
    }
  }
}
