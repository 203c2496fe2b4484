package io.akashi.server.internal.tls;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.Certificates;
import io.akashi.server.HouseLog;
import io.akashi.server.UnusableCertificateException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks after certificates while the server runs: renews what the local authority issued, and has
 * the listeners show what was replaced on disk, whoever replaced it. What cannot be used is said
 * once and not shown.
 */
public final class CertificateWatch implements Closeable {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration BETWEEN_RENEWALS = Duration.ofHours(1);

  private final Certificates certificates;
  private final HouseLog log;
  private final InstantSource clock;
  private final List<Watched> watched = new ArrayList<>();
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("akashi-certificates").factory());
  private Instant renewed;

  private static final class Watched {
    private final TlsDoor door;
    private final Supplier<TlsPlace> place;
    private List<Object> shown;

    Watched(TlsDoor door, Supplier<TlsPlace> place) {
      this.door = door;
      this.place = place;
      this.shown = place.get().stamp();
    }
  }

  /** Watches nothing yet. */
  public CertificateWatch(Certificates certificates, HouseLog log, InstantSource clock) {
    this.certificates = certificates;
    this.log = log;
    this.clock = clock;
    this.renewed = clock.instant();
  }

  /** Watches what a listener shows. Before {@link #start}. */
  public void watch(TlsDoor door, Supplier<TlsPlace> place) {
    watched.add(new Watched(door, place));
  }

  /** Looks each second from now on. */
  public void start() {
    long millis = PERIOD.toMillis();
    var _ = thread.scheduleWithFixedDelay(this::step, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Looks once. */
  void step() {
    try {
      Instant now = clock.instant();
      if (now.isAfter(renewed.plus(BETWEEN_RENEWALS))) {
        renewed = now;
        certificates.keep().forEach(made -> say(Outcome.SUCCESS, "certificate", made));
      }
    } catch (UnusableCertificateException | IOException | RuntimeException e) {
      say(
          Outcome.SERIOUS,
          "certificate renewal",
          "証明書を更新できません。 / The certificate cannot be renewed: " + e.getMessage());
    }
    watched.forEach(this::look);
  }

  private void look(Watched each) {
    TlsPlace place = each.place.get();
    List<Object> stamp = place.stamp();
    if (stamp.equals(each.shown)) {
      return;
    }
    each.shown = stamp;
    try {
      each.door.show(place);
      say(
          Outcome.SUCCESS,
          "certificate " + place.certificate().getFileName(),
          "新しい証明書を使い始めました。 / A new certificate is shown: " + place.certificate());
    } catch (UnusableCertificateException | RuntimeException e) {
      say(
          Outcome.SERIOUS,
          "certificate " + place.certificate().getFileName(),
          "新しい証明書を使えません。これまでの証明書のまま続けます。 / The new certificate cannot be used, the old one stays: "
              + e.getMessage());
    }
  }

  private void say(Outcome outcome, String place, String sentence) {
    log.note(new HouseLog.Occurrence(Kind.CONFIG_CHANGE, outcome, place, "", sentence), 1);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
