package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration with one sender over HTTP, whose messages go to {@code clinical}. */
final class WardHouse {
  /** What the sender has to show. */
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static final Pattern URL = Pattern.compile("http +(http://\\S+)");

  private WardHouse() {}

  /** Writes {@code akashi.yaml} and the token into a folder. */
  static void write(Path folder) throws IOException {
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
            plain: true
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

  /** Where the sender hands in, once the server says so. */
  static URI door(AkashiProcess server) throws InterruptedException {
    Matcher line = URL.matcher(server.await(text -> URL.matcher(text).find()));
    assertThat(line.find()).isTrue();
    return URI.create(line.group(1) + "/intake/v1/ward");
  }

  /** Sends until the server is gone; counts what was answered. */
  @FunctionalInterface
  interface Sending {
    void send(HttpClient client, URI to, CountDownLatch answered);
  }

  /** Several senders; the server is killed with -9 while their requests are under way. */
  static void killWhileSending(AkashiProcess server, int senders, int answers, Sending sending)
      throws Exception {
    URI to = door(server);
    CountDownLatch answered = new CountDownLatch(answers);
    List<Thread> threads = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < senders; i++) {
        threads.add(Thread.ofVirtual().start(() -> sending.send(client, to, answered)));
      }
      answered.await();
      server.kill();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
