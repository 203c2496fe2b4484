package io.akashi.server.internal.web;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * What became of connections of the HTTP listener, counted; what an attack may be is an event of
 * the house, one a minute with its number. Safe for use by many threads.
 */
public final class HttpFigures {
  /** Before anybody asks. */
  static final HttpFigures NONE = new HttpFigures(Optional.empty());

  private final Optional<HouseLog> log;
  private final LongAdder refused = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private volatile IntSupplier open = () -> 0;

  HttpFigures(HouseLog log) {
    this(Optional.of(log));
  }

  private HttpFigures(Optional<HouseLog> log) {
    this.log = log;
  }

  void open(IntSupplier connections) {
    open = connections;
  }

  /** A connection was closed because there are too many, new or of the address with the most. */
  void refused(String address, int limit) {
    refused.increment();
    say(
        "http",
        address,
        "HTTPの接続が%1$d本を超えたため、接続の多い端末の1本を閉じました。 / More than %1$d connections are open: one was closed, of the address with the most."
            .formatted(limit));
  }

  /** A connection was closed because a request, or the reading of its answer, took too long. */
  void slow(String address) {
    slow.increment();
    say(
        "http slow",
        address,
        "要求が時間内に届かないか、回答が読まれないため、接続を閉じました。 / A connection was closed: its request came too slowly, or its answer was not read.");
  }

  /** A client went away in the middle of what it sent or was sent: not worth a line of a log. */
  public void broken() {
    broken.increment();
  }

  private void say(String place, String address, String sentence) {
    log.ifPresent(house ->
        house.note(
            new HouseLog.Occurrence(
                Kind.CONNECTION_BLOCKED, Outcome.MINOR, place, address, sentence),
            1));
  }

  /** Connections that are open now. */
  public int openNow() {
    return open.getAsInt();
  }

  /** How many were closed because there were too many. */
  public long refusedSoFar() {
    return refused.sum();
  }

  /** How many were closed because they were too slow. */
  public long slowSoFar() {
    return slow.sum();
  }

  /** How many requests and answers were broken off by their clients. */
  public long brokenSoFar() {
    return broken.sum();
  }
}
