package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.hospital.LogSystem;
import io.akashi.hospital.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Hands in NDJSON over HTTP, with a key that makes sending again safe. */
final class HttpSender implements AutoCloseable {
  private static final int TRIES = 20;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final HttpClient client;
  private final String url;
  private final DemoFolder folder;

  /**
   * @param client trusts the server
   * @param url of the server, without a slash at its end
   */
  HttpSender(HttpClient client, String url, DemoFolder folder) {
    this.client = client;
    this.url = url;
    this.folder = folder;
  }

  /** Returns when the messages are durable. */
  void send(LogSystem system, List<Message> messages, String key)
      throws IOException, InterruptedException, CannotException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Message message : messages) {
      body.write(message.octets());
      body.write('\n');
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/intake/v1/" + system.source()))
            .header(
                "Authorization",
                "Bearer " + Files.readString(folder.token(system.source())).strip())
            .header("Content-Type", "application/x-ndjson")
            .header("Idempotency-Key", '"' + key + '"')
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    for (int i = 1; i < TRIES && answer.statusCode() == 503; i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = client.send(request, BodyHandlers.ofString());
    }
    if (answer.statusCode() != 200) {
      throw new CannotException(
          "%1$s を送れません（HTTP %2$d）: %3$s / %1$s was not taken"
              .formatted(system.source(), answer.statusCode(), answer.body()));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
