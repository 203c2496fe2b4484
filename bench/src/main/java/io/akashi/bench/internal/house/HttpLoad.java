package io.akashi.bench.internal.house;

import io.akashi.bench.internal.corpus.EhrLines;
import io.akashi.bench.internal.corpus.Octets;
import io.akashi.bench.internal.corpus.Wire;
import io.akashi.bench.internal.measure.Latencies;
import io.akashi.bench.internal.measure.Stopwatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/**
 * One sender over HTTP: small batches at a steady pace, each answered after its fsync. The time of
 * an answer counts from when its batch was due, so that a slow answer is not hidden by a late
 * question.
 */
public final class HttpLoad {
  private static final int LINES = 10;
  private static final long PERIOD_MILLIS = 20;
  private static final int ACCEPTED = 299;

  private final ServerProcess server;
  private final Wire wire;
  private long sent;

  public HttpLoad(ServerProcess server, long seed) {
    this.server = server;
    this.wire = new Wire(new EhrLines(seed), Wire.Header.NONE, Wire.Frame.LF);
  }

  /**
   * Sends for some time; the milliseconds until each answer.
   *
   * @param unheard seconds at the beginning whose answers are not counted: a virtual machine that
   *     has just started is slow
   * @param seconds that are counted
   */
  public Latencies run(double unheard, double seconds) throws IOException, InterruptedException {
    Latencies latencies = new Latencies();
    double end = unheard + seconds;
    Octets body = new Octets(4096);
    Stopwatch watch = new Stopwatch();
    for (int i = 0; watch.seconds() < end; i++) {
      long early = i * PERIOD_MILLIS - (long) watch.millis();
      if (early > 0) {
        TimeUnit.MILLISECONDS.sleep(early);
      }
      body.clear();
      for (int line = 0; line < LINES; line++) {
        wire.next(body);
      }
      post(body.copy());
      sent += LINES;
      if (i * PERIOD_MILLIS >= unheard * 1e3) {
        latencies.add(watch.millis() - i * PERIOD_MILLIS);
      }
    }
    return latencies;
  }

  /** How many lines it has handed in. */
  public long sent() {
    return sent;
  }

  private void post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/intake/v1/" + Settings.SOURCE))
            .header("Authorization", "Bearer " + Settings.SENDER_TOKEN)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer =
        server.client().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() > ACCEPTED) {
      throw new IOException("intake: %d %s".formatted(answer.statusCode(), answer.body()));
    }
  }
}
