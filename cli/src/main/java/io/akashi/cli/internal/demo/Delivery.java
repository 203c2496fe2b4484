package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.event.Column;
import io.akashi.hospital.Hospital;
import io.akashi.hospital.LogSystem;
import io.akashi.hospital.Message;
import io.akashi.server.House;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.Status.BookStatus;
import io.akashi.store.StoreException;
import io.akashi.store.Tally;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings the hospital's messages to the server on the ways by which hospitals send: syslog over TLS
 * and TCP, HTTP, files. Each message is sent once: what became durable of a span that was cut short
 * is found in the log. Belongs to one thread.
 */
final class Delivery {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 5_000_000;
  private static final int HOURS_BACK = 4; // of a day, which it divides

  private final House house;
  private final Hospital hospital;
  private final DemoFolder folder;
  private final HttpSender http;
  private final FileSender files;
  private Sent sent;

  Delivery(House house, Hospital hospital, DemoFolder folder, HttpSender http, Sent sent) {
    this.house = house;
    this.hospital = hospital;
    this.folder = folder;
    this.http = http;
    this.files = new FileSender(house, folder.root().resolve("import"));
    this.sent = sent;
  }

  /** What has been sent. */
  Sent sent() {
    return sent;
  }

  /** Finishes what an earlier process was sending when it ended. */
  void resume(Look look) throws DeliveryException {
    if (sent.pending().isEmpty()) {
      return;
    }
    try {
      awaitSearchable();
      Tally.By by = new Tally.ByValue(Column.SOURCE, Tally.ByValue.MAX_ROWS);
      Tally tally = house.store().tally(look, Query.builder().build(), by);
      Map<LogSystem, Long> there = new EnumMap<>(LogSystem.class);
      for (LogSystem system : LogSystem.values()) {
        long events =
            tally.rows().stream()
                .filter(row -> row.key().equals(system.source()))
                .mapToLong(Tally.Row::events)
                .sum();
        there.put(system, Math.max(0, events - sent.counts().getOrDefault(system, 0L)));
      }
      deliver(sent.pending().get(), there);
    } catch (StoreException e) {
      throw new DeliveryException(e);
    }
  }

  /** Sends everything that was written up to now and has not been sent, a day at a time. */
  void catchUp(LocalDateTime now) throws DeliveryException {
    while (sent.done().to().isBefore(now)) {
      LocalDateTime from = sent.done().to();
      LocalDateTime midnight = from.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      deliver(new Sent.Span(from, midnight.isBefore(now) ? midnight : now), Map.of());
    }
  }

  /** Sends the hours before those that were sent. */
  void goBack() throws DeliveryException {
    LocalDateTime to = sent.done().from();
    deliver(new Sent.Span(to.minusHours(HOURS_BACK), to), Map.of());
  }

  /**
   * Sends a span.
   *
   * @param there how many of the first messages of each system are in the log already
   */
  private void deliver(Sent.Span span, Map<LogSystem, Long> there) throws DeliveryException {
    try {
      sent = sent.sending(span);
      sent.write(folder.sent());
      Map<LogSystem, List<Message>> bySystem = messages(span);
      Map<LogSystem, Long> counts = new EnumMap<>(LogSystem.class);
      long target = durable();
      List<Message> overTls = new ArrayList<>();
      for (Map.Entry<LogSystem, List<Message>> each : bySystem.entrySet()) {
        List<Message> all = each.getValue();
        counts.put(each.getKey(), (long) all.size());
        int skipped = (int) Math.min(all.size(), there.getOrDefault(each.getKey(), 0L));
        List<Message> rest = all.subList(skipped, all.size());
        target += rest.size();
        if (!rest.isEmpty()) {
          hand(each.getKey(), rest, span, overTls);
        }
      }
      if (!overTls.isEmpty()) {
        stream(StreamSender.tls(folder.certificates(), listener("syslog+tls:")), overTls);
      }
      await(target);
      sent = sent.finished(counts);
      sent.write(folder.sent());
    } catch (IOException
        | GeneralSecurityException
        | CannotException
        | StoreException
        | ExecutionException e) {
      throw new DeliveryException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException(e);
    }
  }

  private Map<LogSystem, List<Message>> messages(Sent.Span span) {
    Map<LogSystem, List<Message>> bySystem = new EnumMap<>(LogSystem.class);
    LocalDateTime hour = span.from().truncatedTo(ChronoUnit.HOURS);
    for (; hour.isBefore(span.to()); hour = hour.plusHours(1)) {
      hospital.hour(
          hour,
          message -> {
            if (span.holds(message.at())) {
              bySystem.computeIfAbsent(message.system(), _ -> new ArrayList<>()).add(message);
            }
          });
    }
    return bySystem;
  }

  private void hand(LogSystem system, List<Message> messages, Sent.Span span, List<Message> overTls)
      throws IOException, CannotException, InterruptedException, ExecutionException {
    String name =
        system.source() + "-" + span.from().toString().replace(":", "") + "-" + messages.size();
    switch (system.transport()) {
      case SYSLOG_TLS -> overTls.addAll(messages);
      case SYSLOG_TCP -> stream(StreamSender.plain(listener("syslog+tcp:")), messages);
      case HTTP -> http.send(system, messages, "demo-" + name);
      default -> files.send(system, messages, name);
    }
  }

  private static void stream(StreamSender opened, List<Message> messages) throws IOException {
    try (StreamSender sender = opened) {
      for (Message message : messages) {
        sender.send(message.octets());
      }
    }
  }

  private InetSocketAddress listener(String kind) {
    return house.listeners().entrySet().stream()
        .filter(each -> each.getKey().startsWith(kind))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private long durable() throws StoreException {
    return logs().stream().mapToLong(BookStatus::durable).sum();
  }

  private List<BookStatus> logs() throws StoreException {
    return house.store().status().books().stream()
        .filter(book -> book.book() == Book.CLINICAL || book.book() == Book.INFRASTRUCTURE)
        .toList();
  }

  private void await(long target) throws StoreException, CannotException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (durable() < target) {
      if (System.nanoTime() > deadline) {
        throw new CannotException(
            "%1$d 秒待っても受信されません。akashi.yaml の送信元を確かめてください。 / Not received within %1$d seconds: see the sources in akashi.yaml."
                .formatted(PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Waits until everything that is durable can be found. */
  void awaitSearchable() throws DeliveryException {
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (logs().stream().anyMatch(book -> book.lag() > 0)) {
        if (System.nanoTime() > deadline) {
          throw new CannotException("検索できるようになりません。 / It does not become searchable.");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (StoreException | CannotException e) {
      throw new DeliveryException(e);
    }
  }
}
