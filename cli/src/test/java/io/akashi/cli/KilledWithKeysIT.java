package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Senders that send everything again after kill -9, answered or not: each batch is in the log once,
 * and what was answered before is answered in the same way.
 */
@Tag("it")
@Timeout(300)
final class KilledWithKeysIT {
  private static final int SENDERS = 4;
  private static final int BATCHES_BEFORE_KILL = 40;
  private static final int LINES = 5;

  @TempDir Path folder;

  private final AtomicInteger begun = new AtomicInteger();
  private final Map<Integer, String> answers = new ConcurrentHashMap<>();

  @BeforeEach
  void configure() throws IOException {
    WardHouse.write(folder);
  }

  @Test
  void storesEachBatchOnceAndAnswersAsBefore() throws Exception {
    try (AkashiProcess server = AkashiProcess.start(folder, "serve")) {
      WardHouse.killWhileSending(server, SENDERS, BATCHES_BEFORE_KILL, this::sendMany);
    }
    int batches = begun.get();
    assertThat(answers).hasSizeGreaterThanOrEqualTo(BATCHES_BEFORE_KILL);
    try (AkashiProcess server = AkashiProcess.start(folder, "serve");
        HttpClient client = HttpClient.newHttpClient()) {
      URI to = WardHouse.door(server);
      for (int batch = 0; batch < batches; batch++) {
        HttpResponse<String> again = send(client, to, batch);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(answers.getOrDefault(batch, again.body()));
      }
    }
    Ended status = AkashiProcess.run(folder, "status", "--json");
    assertThat(status.out())
        .containsPattern("\"book\":\"clinical\"[^}]*\"durable\":" + batches * LINES + ",");
  }

  private void sendMany(HttpClient client, URI to, CountDownLatch enough) {
    try {
      while (true) {
        int batch = begun.getAndIncrement();
        HttpResponse<String> answer = send(client, to, batch);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        answers.put(batch, answer.body());
        enough.countDown();
      }
    } catch (IOException e) {
      // The server was killed; whether it kept this batch nobody knows.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse<String> send(HttpClient client, URI to, int batch)
      throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      lines.append("<134>1 - ward app - - - message-%d-%d\n".formatted(batch, i));
    }
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Authorization", "Bearer " + WardHouse.TOKEN)
            .header("Idempotency-Key", "\"batch %d\"".formatted(batch))
            .POST(BodyPublishers.ofString(lines.toString()))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
