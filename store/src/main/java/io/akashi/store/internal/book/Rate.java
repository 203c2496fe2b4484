package io.akashi.store.internal.book;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a growing number grows, over a window that ends now. Samples are kept one a step, so a
 * day costs no more than a few hundred. Safe for use by many threads.
 */
final class Rate {
  private record Sample(Instant at, long value) {}

  private final Duration window;
  private final Duration step;
  private final Deque<Sample> samples = new ArrayDeque<>();

  Rate(Duration window, Duration step) {
    this.window = window;
    this.step = step;
  }

  /** Notes the value now; a clock that steps back starts the window anew. */
  synchronized void sample(Instant now, long value) {
    Sample last = samples.peekLast();
    if (last != null && now.isBefore(last.at())) {
      samples.clear();
      last = null;
    }
    if (last == null || !now.isBefore(last.at().plus(step))) {
      samples.addLast(new Sample(now, value));
    }
    while (samples.size() > 1 && samples.peekFirst().at().plus(window).isBefore(now)) {
      samples.removeFirst();
    }
  }

  /** Time from the oldest sample to now. */
  synchronized Duration span(Instant now) {
    Sample first = samples.peekFirst();
    return first == null ? Duration.ZERO : Duration.between(first.at(), now);
  }

  /** Growth a second from the oldest sample to this value; 0 while there is nothing to compare. */
  synchronized double perSecond(Instant now, long value) {
    Sample first = samples.peekFirst();
    if (first == null) {
      return 0;
    }
    double seconds = Duration.between(first.at(), now).toNanos() / 1e9;
    return seconds <= 0 ? 0 : (value - first.value()) / seconds;
  }
}
