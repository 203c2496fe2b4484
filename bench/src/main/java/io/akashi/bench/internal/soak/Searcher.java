package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.soak.SoakFigures.Count;
import io.akashi.bench.internal.soak.SoakFigures.Timing;
import io.akashi.bench.internal.soak.house.HouseClient;
import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.SoakLines;
import io.akashi.bench.internal.soak.sent.Way;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Searches all the time, beside everything else, and counts what went wrong. */
final class Searcher {
  private static final long PAUSE_MILLIS = 300;
  private static final int OK = 200;

  private final HouseClient client;
  private final SoakFigures figures;
  private final BooleanSupplier up;
  private final SplittableRandom random;

  /**
   * @param up whether the server answers and nobody is about to end it
   */
  Searcher(HouseClient client, SoakFigures figures, BooleanSupplier up, long seed) {
    this.client = client;
    this.figures = figures;
    this.up = up;
    this.random = new SplittableRandom(seed);
  }

  /** Searches until interrupted. */
  void run() {
    try {
      while (!Thread.interrupted()) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        if (up.getAsBoolean()) {
          search(path());
        }
      }
    } catch (InterruptedException e) {
      return; // the soak ends
    }
  }

  private void search(String path) throws InterruptedException {
    long begun = System.nanoTime();
    String wrong = "";
    try {
      HouseClient.Answer answer = client.get(path);
      if (answer.status() == OK) {
        figures.time(Timing.SEARCHED, (System.nanoTime() - begun) / 1e9);
      } else {
        wrong = answer.status() + " " + answer.text();
      }
    } catch (IOException e) {
      wrong = String.valueOf(e);
    }
    if (wrong.isEmpty()) {
      figures.add(Count.SEARCHES);
    } else if (up.getAsBoolean()) {
      figures.searchError(wrong);
    } else {
      figures.add(Count.SEARCHES_CUT);
    }
  }

  private String path() {
    long line = LineId.stream(Way.HTTP_EHR, 1, 0) * LineId.NUMBERS + random.nextInt(1_000_000);
    String question =
        switch (random.nextInt(6)) {
          case 0 -> "book=infrastructure&limit=100";
          case 1 -> "text=" + encoded("保守回線") + "&limit=50";
          case 2 -> "user=U%06d&limit=200".formatted(random.nextInt(900));
          case 3 -> "kind=read&outcome=success&limit=1000";
          case 4 -> "book=clinical&sort=patient_id&order=asc&limit=100";
          default -> "patient=" + SoakLines.patient(line) + "&limit=100";
        };
    return "/api/v1/events?" + question;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
