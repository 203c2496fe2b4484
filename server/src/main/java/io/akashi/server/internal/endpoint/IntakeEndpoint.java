package io.akashi.server.internal.endpoint;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.intake.HttpBody;
import io.akashi.intake.Offer;
import io.akashi.intake.Receipt;
import io.akashi.server.config.Role;
import io.akashi.server.internal.repeat.IdempotencyKey;
import io.akashi.server.internal.repeat.KeyMark;
import io.akashi.server.internal.repeat.KeyRecall;
import io.akashi.server.internal.repeat.KeyedBatches;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes messages over HTTP and answers when they are on disk. */
@RestController
public class IntakeEndpoint {
  /** Name of the HTTP listener in the rules of sources. */
  static final String LISTENER = "http";

  private static final long PATIENCE_SECONDS = 30;

  private final WebParts parts;
  private final BodyPlaces places = new BodyPlaces();
  private final KeyedBatches batches = new KeyedBatches(KeyedBatches.MOST);
  private final KeyRecall recall;

  IntakeEndpoint(WebParts parts) {
    this.parts = parts;
    this.recall = new KeyRecall(parts.store(), parts.sources(), parts.clock(), batches);
  }

  /**
   * The messages of one body, kept together and in order, or none of them; with a key that is known
   * from the last 24 hours, the answer that its first batch had.
   */
  @Allowed(Role.SENDER)
  @PostMapping("/intake/v1/{source}")
  public void take(
      @PathVariable String source, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    SourceId id = source(source);
    Caller caller = Caller.of(request);
    checkOwner(id, caller, request);
    HttpBody.Kind kind = kind(request);
    String encoding = request.getHeader("Content-Encoding");
    Optional<IdempotencyKey> key =
        IdempotencyKey.of(Collections.list(request.getHeaders(IdempotencyKey.HEADER)));
    if (key.isPresent()) {
      recall.await(id);
    }
    IntakeBody body = IntakeBody.begin(request);
    try (BodyPlaces.Place _ = places.take(caller.name(), body.mostBytes(encoding))) {
      Receipt receipt =
          key.isPresent()
              ? once(id, key.get(), caller, request, kind, body)
              : hand(arrivals(id, caller, request, body.read(encoding, kind, null), Map.of()));
      Reply.json(
          response,
          200,
          json -> {
            json.writeStartObject();
            json.writeStringProperty("book", receipt.book());
            json.writeNumberProperty("first", receipt.first());
            json.writeNumberProperty("count", receipt.count());
            json.writeEndObject();
          });
    }
  }

  private Receipt hand(List<Arrival> arrivals) throws InterruptedException {
    return switch (parts.sink().offer(arrivals)) {
      case Offer.Pushback pushback -> throw KeyedBatches.pushedBack(pushback);
      case Offer.Taken taken ->
          durable(
              taken.receipt(),
              "ディスクへの書き込みが終わりません。再送すると重複することがあります。 / the disk is slow; sending again may store the"
                  + " messages twice");
    };
  }

  private Receipt once(
      SourceId source,
      IdempotencyKey key,
      Caller caller,
      HttpServletRequest request,
      HttpBody.Kind kind,
      IntakeBody body)
      throws IOException, InterruptedException {
    MessageDigest sha256 = sha256();
    List<HttpBody.Message> messages =
        body.read(request.getHeader("Content-Encoding"), kind, sha256);
    KeyMark mark = new KeyMark(key, HexFormat.of().formatHex(sha256.digest()), messages.size());
    List<Arrival> arrivals = arrivals(source, caller, request, messages, mark.keys());
    return durable(
        batches.once(
            source, mark, arrivals.getFirst().receivedMicros(), () -> parts.sink().offer(arrivals)),
        "ディスクへの書き込みが終わりません。同じ Idempotency-Key で再送してください。 / the disk is slow; send again with the same"
            + " Idempotency-Key");
  }

  private static Receipt durable(CompletableFuture<Receipt> receipt, String slow)
      throws InterruptedException {
    try {
      return receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      Throwable cause = e.getCause();
      throw busy("30", String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
    } catch (TimeoutException e) {
      throw busy("5", slow);
    }
  }

  private List<Arrival> arrivals(
      SourceId source,
      Caller caller,
      HttpServletRequest request,
      List<HttpBody.Message> messages,
      Map<String, String> ofTheFirst) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, parts.clock().instant());
    String peer = peer(request);
    List<Arrival> arrivals = new ArrayList<>(messages.size());
    for (HttpBody.Message message : messages) {
      Map<String, String> keys = new LinkedHashMap<>(arrivals.isEmpty() ? ofTheFirst : Map.of());
      caller.certificate().ifPresent(hex -> keys.put(Arrival.KEY_CERT, hex));
      keys.putAll(message.keys());
      arrivals.add(
          new Arrival(
              now, source, Transport.HTTP, peer, message.framing(), keys, message.payload()));
    }
    return arrivals;
  }

  private static String peer(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
    return host + ":" + request.getRemotePort();
  }

  private static SourceId source(String text) {
    if (!SourceId.isValid(text)) {
      throw Problem.notFound(
          "送信元IDは a-z 0-9 . _ - の1から64文字です。 / a source id has 1 to 64 characters of a-z 0-9 . _ -");
    }
    return new SourceId(text);
  }

  /** A token names its source; a certificate has one by the rules of the configuration. */
  private void checkOwner(SourceId id, Caller caller, HttpServletRequest request)
      throws IOException {
    InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
    SourceId own =
        caller
            .source()
            .orElseGet(() ->
                parts
                    .sources()
                    .rules()
                    .resolve(LISTENER, caller.certificate().orElse(null), null, peer)
                    .of(new byte[0]));
    if (!own.equals(id)) {
      throw new Problem(
          403,
          "このトークンまたは証明書の送信元は %1$s です。 / this token or certificate hands in for %1$s only"
              .formatted(own));
    }
  }

  private static HttpBody.Kind kind(HttpServletRequest request) {
    String type = request.getContentType();
    String bare = type == null ? "text/plain" : type.split(";", 2)[0].strip();
    return switch (bare) {
      // The form type is what curl says when nobody told it another.
      case "text/plain", "text/csv", "application/x-www-form-urlencoded" -> HttpBody.Kind.LINES;
      case "application/x-ndjson" -> HttpBody.Kind.NDJSON;
      case "application/json", "application/fhir+json" -> HttpBody.Kind.JSON;
      case "application/xml", "text/xml", "application/fhir+xml" -> HttpBody.Kind.XML;
      case "application/octet-stream" -> HttpBody.Kind.EVTX;
      default ->
          throw new Problem(
              415,
              "Content-Type は text/plain、application/x-ndjson、application/json、application/xml、"
                  + "application/octet-stream（EVTX）のどれかです。 / the content type must be text/plain,"
                  + " application/x-ndjson, application/json, application/xml or"
                  + " application/octet-stream (EVTX)");
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static Problem busy(String seconds, String sentence) {
    return new Problem(503, sentence).with("Retry-After", seconds);
  }
}
