package io.akashi.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a store at one moment.
 *
 * @param at when
 * @param signing whether checkpoints are signed
 * @param halted why the store stopped for good (a failed sync), or empty
 * @param full why nothing is accepted for now (disk below its reserve), or empty
 * @param books one line a book
 * @param freeBytes usable bytes on the disk
 * @param reserveBytes bytes below which nothing is accepted
 * @param forecast when the reserve will be reached; empty until there is an hour to judge by, and
 *     while nothing grows
 * @param alarms what a person should look at, one sentence each
 */
public record Status(
    Instant at,
    Signing signing,
    Optional<String> halted,
    Optional<String> full,
    List<BookStatus> books,
    long freeBytes,
    long reserveBytes,
    Optional<Forecast> forecast,
    List<String> alarms) {

  /**
   * How long the disk will do.
   *
   * @param days until the reserve is reached
   * @param basis the time up to now by whose growth this was judged: an hour to a day
   */
  public record Forecast(double days, Duration basis) {}

  /**
   * One book.
   *
   * @param book the book
   * @param origin its origin, the name of its log
   * @param verifierKey its verifier key in note form
   * @param durable entries on disk
   * @param signed size of the newest checkpoint
   * @param signedAt when that checkpoint was made, if in this run
   * @param sealed entries in segments
   * @param segments number of segments
   * @param decoded entries the follower has read
   * @param lag entries durable but not yet searchable
   * @param lagTime age of the oldest of them
   * @param storedBytes bytes of segments, journal and payloads
   * @param entriesPerSecond rate of the last minute
   */
  public record BookStatus(
      Book book,
      String origin,
      String verifierKey,
      long durable,
      long signed,
      Optional<Instant> signedAt,
      long sealed,
      int segments,
      long decoded,
      long lag,
      Duration lagTime,
      long storedBytes,
      double entriesPerSecond) {}
}
