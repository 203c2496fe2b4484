package io.akashi.bench.internal.soak.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.bench.internal.corpus.Octets;
import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Note;
import io.akashi.bench.internal.soak.sent.SoakLines;
import io.akashi.bench.internal.soak.sent.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands in bodies one after the other, each again and again until it is acknowledged, with the same
 * {@code Idempotency-Key}. Every acknowledgement is in the notebook before the next body.
 */
public final class HttpSender {
  /** Longer than the server waits for its disk. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final long RETRY_MILLIS = 150;
  private static final Pattern RANGE =
      Pattern.compile("\"first\"\\s*:\\s*(\\d+)\\s*,\\s*\"count\"\\s*:\\s*(\\d+)");

  private final SoakSender sender;
  private final Way way;
  private final int requestsPerSecond;
  private final long stream;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpSender(SoakSender sender, Way way, int requestsPerSecond) {
    this.sender = sender;
    this.way = way;
    this.requestsPerSecond = requestsPerSecond;
    this.stream = sender.stream(way, 0);
  }

  void run() {
    try (client) {
      sender.notebook().write(new Note.Opened(stream));
      for (long request = 0; !sender.isEnding(); request++) {
        long begun = System.nanoTime();
        sender.notebook().write(new Note.Tried(stream, request));
        HttpRequest post = post(request);
        while (!handIn(post, request) && !sender.isEnding()) {
          sender.pause(RETRY_MILLIS);
        }
        sender.pause(1000 / requestsPerSecond - (System.nanoTime() - begun) / 1_000_000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the notebook cannot be written
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest post(long request) {
    Octets body = new Octets(1 << 16);
    long first = stream * LineId.NUMBERS + request * LineId.MOST_LINES;
    int lines = LineId.lines(stream, request);
    for (int i = 0; i < lines; i++) {
      SoakLines.frame(first + i, body);
    }
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/intake/v1/%s".formatted(sender.doors().http(), way.source()));
    return HttpRequest.newBuilder(uri)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token(way))
        .header("Content-Type", "text/plain; charset=utf-8")
        .header("Idempotency-Key", "soak-%d-%d".formatted(stream, request))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.copy()))
        .build();
  }

  /** The token a sender of that way shows. */
  public static String token(Way way) {
    return "soak-sender-of-a-loopback-run-" + way.source();
  }

  private boolean handIn(HttpRequest post, long request) throws IOException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = client.send(post, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      return false; // no answer: the server is gone or was killed, and the body is sent again
    }
    Matcher range = RANGE.matcher(answer.body());
    if (answer.statusCode() != 200 || !range.find()) {
      sender.notebook().write(new Note.PushedBack(stream, answer.statusCode()));
      return false;
    }
    sender
        .notebook()
        .write(
            new Note.Acknowledged(
                stream, request, Long.parseLong(range.group(1)), Integer.parseInt(range.group(2))));
    return true;
  }
}
