package io.akashi.server.internal.endpoint;

import io.akashi.intake.IntakeFigures;
import io.akashi.server.StatusJson;
import io.akashi.server.internal.web.HttpFigures;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import io.akashi.store.Status.BookStatus;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Figures for Prometheus. They name listeners and books, never a person. */
@RestController
public class MetricsEndpoint {
  private final WebParts parts;
  private final HttpFigures http;

  MetricsEndpoint(WebParts parts, HttpFigures http) {
    this.parts = parts;
    this.http = http;
  }

  @Open
  @GetMapping("/metrics")
  public void metrics(HttpServletResponse response) throws IOException, StoreException {
    Exposition out = new Exposition();
    house(parts.store().status(), out);
    listeners(parts.figures().get(), out);
    http(http, out);
    response.setHeader("Cache-Control", "no-store");
    Reply.octets(response, Exposition.TYPE, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void house(Status status, Exposition out) {
    out.gauge("akashi_accepting", "1 while messages are taken", bit(StatusJson.accepting(status)));
    out.gauge(
        "akashi_signing",
        "1 while checkpoints are signed",
        bit(status.signing() instanceof Signing.Active));
    out.gauge("akashi_alarms", "Things a person should look at", status.alarms().size());
    out.gauge("akashi_disk_free_bytes", "Usable bytes on the disk", (double) status.freeBytes());
    out.gauge(
        "akashi_disk_reserve_bytes",
        "Free bytes below which nothing is taken",
        (double) status.reserveBytes());
    status
        .forecast()
        .ifPresent(forecast ->
            out.gauge("akashi_days_of_room", "Days until the reserve is reached", forecast.days()));
    List<BookStatus> books = status.books();
    each(out, books, "akashi_entries_total", "Entries on disk", BookStatus::durable);
    each(out, books, "akashi_signed_entries", "Entries under a checkpoint", BookStatus::signed);
    each(out, books, "akashi_sealed_entries", "Entries in segments", BookStatus::sealed);
    each(out, books, "akashi_segments", "Segments", BookStatus::segments);
    each(out, books, "akashi_lag_entries", "Entries not yet searchable", BookStatus::lag);
    each(
        out,
        books,
        "akashi_lag_seconds",
        "Age of the oldest of them",
        book -> seconds(book.lagTime()));
    each(out, books, "akashi_stored_bytes", "Bytes on disk", BookStatus::storedBytes);
    for (BookStatus book : books) {
      book.signedAt()
          .ifPresent(at ->
              out.gauge(
                  "akashi_checkpoint_age_seconds",
                  "Age of the newest checkpoint",
                  seconds(Duration.between(at, status.at())),
                  "book",
                  book.book().id()));
    }
  }

  private static void each(
      Exposition out,
      List<BookStatus> books,
      String name,
      String help,
      ToDoubleFunction<BookStatus> value) {
    for (BookStatus book : books) {
      if (name.endsWith("_total")) {
        out.counter(name, help, value.applyAsDouble(book), "book", book.book().id());
      } else {
        out.gauge(name, help, value.applyAsDouble(book), "book", book.book().id());
      }
    }
  }

  private static void http(HttpFigures http, Exposition out) {
    out.gauge("akashi_http_connections", "Open connections of the HTTP listener", http.openNow());
    out.counter(
        "akashi_http_refused_connections_total",
        "Connections closed because too many were open",
        (double) http.refusedSoFar());
    out.counter(
        "akashi_http_slow_connections_total",
        "Connections closed because they were too slow",
        (double) http.slowSoFar());
    out.counter(
        "akashi_http_broken_total",
        "Requests and answers that their clients broke off",
        (double) http.brokenSoFar());
  }

  private static void listeners(List<IntakeFigures> all, Exposition out) {
    for (IntakeFigures each : all) {
      out.gauge(
          "akashi_connections",
          "Open connections",
          (double) each.openConnections(),
          "listener",
          each.listener());
    }
    count(out, all, "akashi_connections_total", "Connections", IntakeFigures::connections);
    count(
        out,
        all,
        "akashi_refused_connections_total",
        "Connections closed because too many were open",
        IntakeFigures::refusedConnections);
    count(out, all, "akashi_messages_total", "Messages handed on", IntakeFigures::messages);
    count(out, all, "akashi_message_bytes_total", "Bytes of these", IntakeFigures::bytes);
    count(
        out,
        all,
        "akashi_kernel_drops_total",
        "Datagrams the kernel threw away",
        IntakeFigures::kernelDrops);
    count(
        out,
        all,
        "akashi_handshake_failures_total",
        "TLS handshakes that failed",
        IntakeFigures::handshakeFailures);
    count(
        out,
        all,
        "akashi_refused_certificates_total",
        "Client certificates refused",
        IntakeFigures::refusedCertificates);
    count(
        out,
        all,
        "akashi_sink_failures_total",
        "Batches that were not made durable",
        IntakeFigures::sinkFailures);
    labels(out, all, "akashi_framings_total", "Messages by framing", IntakeFigures::framings);
    labels(
        out, all, "akashi_repairs_total", "Repaired messages by framing", IntakeFigures::repairs);
  }

  private static void count(
      Exposition out,
      List<IntakeFigures> all,
      String name,
      String help,
      ToDoubleFunction<IntakeFigures> value) {
    for (IntakeFigures each : all) {
      out.counter(name, help, value.applyAsDouble(each), "listener", each.listener());
    }
  }

  private static void labels(
      Exposition out,
      List<IntakeFigures> all,
      String name,
      String help,
      Function<IntakeFigures, Map<String, Long>> values) {
    for (IntakeFigures each : all) {
      values
          .apply(each)
          .forEach((framing, count) ->
              out.counter(
                  name, help, (double) count, "listener", each.listener(), "framing", framing));
    }
  }

  private static double bit(boolean value) {
    return value ? 1 : 0;
  }

  private static double seconds(Duration duration) {
    return Math.max(0, duration.toMillis()) / 1000.0;
  }
}
