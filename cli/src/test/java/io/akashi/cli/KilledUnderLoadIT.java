package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 1 against the real process: whatever was acknowledged over HTTP is there after kill -9 at
 * any moment, several times over.
 */
@Tag("it")
@Timeout(300)
final class KilledUnderLoadIT {
  private static final int KILLS = 3;
  private static final int REQUESTS_BEFORE_KILL = 60;
  private static final int SENDERS = 4;
  private static final int LINES_A_REQUEST = 20;
  private static final Pattern NUMBER = Pattern.compile("message-(\\d+)-end");

  @TempDir Path folder;

  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> acknowledged = new HashSet<>();

  @BeforeEach
  void configure() throws IOException {
    WardHouse.write(folder);
  }

  @Test
  void keepsEverythingThatWasAcknowledged() throws Exception {
    for (int round = 0; round < KILLS; round++) {
      try (AkashiProcess server = AkashiProcess.start(folder, "serve")) {
        WardHouse.killWhileSending(server, SENDERS, REQUESTS_BEFORE_KILL, this::send);
      }
    }
    Ended verify = AkashiProcess.run(folder, "verify");
    assertThat(verify.code()).as(verify.toString()).isZero();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * LINES_A_REQUEST);
    assertThat(found()).containsAll(acknowledged);
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
                .header("Authorization", "Bearer " + WardHouse.TOKEN)
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
