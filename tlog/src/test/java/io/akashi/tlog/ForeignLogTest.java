package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same foreign log, read from its folder and over HTTP. */
class ForeignLogTest {
  private static final int SIZE = 300;
  private static final MemoryLog LOG = MemoryLog.of(SIZE);

  @TempDir Path folder;

  private final SigningKey key = SigningKey.generate();
  private final CountDownLatch end = new CountDownLatch(1);
  private ExecutorService threads;
  private HttpServer server;
  private URI prefix;

  @BeforeEach
  void layOutAndServe() throws IOException {
    for (TilePath path : LOG.files.keySet()) {
      write(path.format(), LOG.files.get(path));
    }
    Checkpoint checkpoint = new Checkpoint("log", SIZE, LOG.root());
    write("checkpoint", SignedNote.sign(checkpoint.text(), "log", key).bytes());
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/log/", this::serve);
    server.start();
    String host = "http://localhost:" + server.getAddress().getPort();
    prefix = URI.create(host.replace("localhost", server.getAddress().getHostString()) + "/log");
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.close();
  }

  @Test
  void bothVerifyWhole() throws IOException {
    List<VerifierKey> keys = List.of(key.verifierKey("log"));
    FolderLog files = new FolderLog(folder);
    assertThat(LogVerifier.verify(files, files.checkpoint(), keys).intact()).isTrue();
    try (HttpLog http = new HttpLog(prefix)) {
      assertThat(LogVerifier.verify(http, http.checkpoint(), keys).intact()).isTrue();
    }
  }

  @Test
  void bothCutTheFullTileWhereThePartialOneIsGone() throws IOException {
    try (HttpLog http = new HttpLog(prefix)) {
      for (TileSource log : List.of(new FolderLog(folder), http)) {
        byte[] full = log.tile(0, 0, 256);
        assertThat(log.tile(0, 0, 10)).isEqualTo(Arrays.copyOf(full, 320));
        assertThat(EntryBundle.decode(log.bundle(0, 10), 10)).hasSize(10);
        assertThatThrownBy(() -> log.tile(0, 7, 10))
            .isInstanceOf(NoSuchFileException.class)
            .hasMessageContaining("tile/0/007.p/10");
      }
    }
  }

  @Test
  void bothRefuseATileOfAnotherLength() throws IOException {
    write("tile/0/005", new byte[33]);
    write("tile/0/006", new byte[8_193]);
    try (HttpLog http = new HttpLog(prefix)) {
      for (TileSource log : List.of(new FolderLog(folder), http)) {
        assertThatThrownBy(() -> log.tile(0, 5, 256)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> log.tile(0, 6, 256)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void refusesAGzipBomb() {
    try (HttpLog http = new HttpLog(prefix.resolve("/log/bomb/"))) {
      assertThatThrownBy(() -> http.tile(0, 0, 256))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining("is longer than 8,192 bytes");
    }
  }

  @Test
  void givesUpOnAServerThatStopsInTheBody() {
    try (HttpLog http = new HttpLog(prefix.resolve("/log/stall/"), Duration.ofMillis(300))) {
      assertThatThrownBy(http::checkpoint).isInstanceOf(HttpTimeoutException.class);
    }
  }

  @Test
  void saysWhatAServerAnswersOtherwise() {
    try (HttpLog http = new HttpLog(prefix.resolve("/log/broken/"))) {
      assertThatThrownBy(http::checkpoint)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answers 500");
    }
  }

  @Test
  void readsOverHttpOnly() {
    assertThatThrownBy(() -> new HttpLog(URI.create("file:/tmp")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/log/".length());
      if (path.startsWith("broken/")) {
        exchange.sendResponseHeaders(500, -1);
      } else if (path.startsWith("stall/")) {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        end.await();
      } else if (path.startsWith("bomb/")) {
        answer(exchange, new byte[1_000_000]);
      } else if (Files.exists(folder.resolve(path))) {
        answer(exchange, Files.readAllBytes(folder.resolve(path)));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Packed where the client says it can unpack, as tlog-tiles recommends.
  private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
    byte[] body = bytes;
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes);
      }
      body = packed.toByteArray();
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
