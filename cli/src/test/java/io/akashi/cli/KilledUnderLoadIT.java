package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 1 against the real process: whatever was acknowledged over HTTP is there after kill -9 at
 * any moment, several times over.
 */
@Tag("it")
final class KilledUnderLoadIT {
  private static final int KILLS = 3;
  private static final int REQUESTS_BEFORE_KILL = 60;
  private static final int SENDERS = 4;
  private static final int LINES_A_REQUEST = 20;
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Pattern URL = Pattern.compile("http +(http://\\S+)");
  private static final Pattern NUMBER = Pattern.compile("message-(\\d+)-end");

  @TempDir Path folder;

  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> acknowledged = new HashSet<>();

  @BeforeEach
  void configure() throws IOException {
    Path token = folder.resolve("token");
    Files.createFile(
        token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, TOKEN);
    Files.writeString(
        folder.resolve("akashi.yaml"),
        """
        akashi:
          origin: akashi.killed.invalid
          data: data
          http:
            listen: "127.0.0.1:0"
          tokens:
            sender:
              file: token
              role: sender
              source: ward
          sources:
            ward:
              book: clinical
        """);
  }

  @Test
  void keepsEverythingThatWasAcknowledged() throws Exception {
    for (int round = 0; round < KILLS; round++) {
      try (AkashiProcess server = AkashiProcess.start(folder, "serve")) {
        sendUntilKilled(server, url(server));
      }
    }
    Ended verify = AkashiProcess.run(folder, "verify");
    assertThat(verify.code()).as(verify.toString()).isZero();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * LINES_A_REQUEST);
    assertThat(found()).containsAll(acknowledged);
  }

  private static URI url(AkashiProcess server) throws InterruptedException {
    Matcher line = URL.matcher(server.await(text -> URL.matcher(text).find()));
    assertThat(line.find()).isTrue();
    return URI.create(line.group(1) + "/intake/v1/ward");
  }

  /** Several senders; the server dies while their requests are under way. */
  private void sendUntilKilled(AkashiProcess server, URI to) throws Exception {
    CountDownLatch enough = new CountDownLatch(REQUESTS_BEFORE_KILL);
    List<Thread> senders = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < SENDERS; i++) {
        senders.add(Thread.ofVirtual().start(() -> send(client, to, enough)));
      }
      enough.await();
      server.kill();
      for (Thread sender : senders) {
        sender.join();
      }
    }
  }

  private void send(HttpClient client, URI to, CountDownLatch enough) {
    try {
      while (true) {
        int first = next.getAndAdd(LINES_A_REQUEST);
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + LINES_A_REQUEST; i++) {
          lines.append("<134>1 - ward app - - - message-").append(i).append("-end\n");
        }
        HttpRequest request =
            HttpRequest.newBuilder(to)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(lines.toString()))
                .build();
        if (client.send(request, BodyHandlers.ofString()).statusCode() / 100 == 2) {
          acknowledge(first);
          enough.countDown();
        }
      }
    } catch (IOException e) {
      // The server was killed: nothing was acknowledged, and this sender's work is done.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void acknowledge(int first) {
    for (int i = first; i < first + LINES_A_REQUEST; i++) {
      acknowledged.add(i);
    }
  }

  private Set<Integer> found() throws Exception {
    Set<Integer> numbers = new HashSet<>();
    String page = null;
    do {
      List<String> args = new ArrayList<>(List.of("search", "--book", "clinical"));
      args.addAll(List.of("--format", "json", "--limit", "10000"));
      if (page != null) {
        args.addAll(List.of("--page", page));
      }
      Ended search = AkashiProcess.run(folder, args.toArray(String[]::new));
      assertThat(search.code()).as(search.err()).isZero();
      for (Matcher m = NUMBER.matcher(search.out()); m.find(); ) {
        numbers.add(Integer.parseInt(m.group(1)));
      }
      int at = search.err().indexOf("--page ");
      page = at < 0 ? null : search.err().substring(at + "--page ".length()).strip();
    } while (page != null);
    return numbers;
  }
}
