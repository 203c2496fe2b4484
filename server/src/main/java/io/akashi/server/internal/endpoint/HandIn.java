package io.akashi.server.internal.endpoint;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.intake.HttpBody;
import io.akashi.intake.Offer;
import io.akashi.intake.Receipt;
import io.akashi.server.internal.repeat.IdempotencyKey;
import io.akashi.server.internal.repeat.KeyMark;
import io.akashi.server.internal.repeat.KeyRecall;
import io.akashi.server.internal.repeat.KeyedBatches;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.stereotype.Component;

/** Hands the messages of a request's body to the store, and waits until they are on disk. */
@Component
public final class HandIn {
  /** Name of the HTTP listener in the rules of sources. */
  static final String LISTENER = "http";

  private static final long PATIENCE_SECONDS = 30;

  private final WebParts parts;
  private final BodyPlaces places = new BodyPlaces();
  private final KeyedBatches batches = new KeyedBatches(KeyedBatches.MOST);
  private final KeyRecall recall;

  HandIn(WebParts parts) {
    this.parts = parts;
    this.recall = new KeyRecall(parts.store(), parts.sources(), parts.clock(), batches);
  }

  /**
   * What was handed in.
   *
   * @param receipt where it lies, durable
   * @param arrivals the messages, in order
   */
  public record Handed(Receipt receipt, List<Arrival> arrivals) {}

  /** The source for which the caller of a request hands in. */
  public SourceId ownSource(HttpServletRequest request) throws IOException {
    Caller caller = Caller.of(request);
    InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
    return caller
        .source()
        .orElseGet(() ->
            parts
                .sources()
                .rules()
                .resolve(LISTENER, caller.certificate().orElse(null), null, peer)
                .of(new byte[0]));
  }

  /**
   * Keeps the messages of one body, together and in order, or none of them; with a key that is
   * known from the last 24 hours, the answer is that of its first batch.
   *
   * @throws Problem 403 when the caller hands in for another source, and what {@link IntakeBody}
   *     and the store refuse
   */
  public Handed take(SourceId id, HttpBody.Kind kind, HttpServletRequest request)
      throws IOException, InterruptedException {
    Caller caller = Caller.of(request);
    checkOwner(id, request);
    String encoding = request.getHeader("Content-Encoding");
    Optional<IdempotencyKey> key =
        IdempotencyKey.of(Collections.list(request.getHeaders(IdempotencyKey.HEADER)));
    if (key.isPresent()) {
      recall.await(id);
    }
    IntakeBody body = IntakeBody.begin(request);
    try (BodyPlaces.Place _ = places.take(caller.name(), body.mostBytes(encoding))) {
      if (key.isPresent()) {
        return once(id, key.get(), caller, request, kind, body);
      }
      List<Arrival> arrivals =
          arrivals(id, caller, request, body.read(encoding, kind, null), Map.of());
      return new Handed(hand(arrivals), arrivals);
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

  private Handed once(
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
    Receipt receipt =
        durable(
            batches.once(
                source,
                mark,
                arrivals.getFirst().receivedMicros(),
                () -> parts.sink().offer(arrivals)),
            "ディスクへの書き込みが終わりません。同じ Idempotency-Key で再送してください。 / the disk is slow; send again with the same"
                + " Idempotency-Key");
    return new Handed(receipt, arrivals);
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

  /** A token names its source; a certificate has one by the rules of the configuration. */
  private void checkOwner(SourceId id, HttpServletRequest request) throws IOException {
    SourceId own = ownSource(request);
    if (!own.equals(id)) {
      throw new Problem(
          403,
          "このトークンまたは証明書の送信元は %1$s です。 / this token or certificate hands in for %1$s only"
              .formatted(own));
    }
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
