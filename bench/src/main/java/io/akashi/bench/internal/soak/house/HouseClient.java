package io.akashi.bench.internal.soak.house;

import io.akashi.bench.internal.soak.kept.Kept;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.EntryBundle;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.TilePath;
import io.akashi.tlog.TileSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a reader sees of the server over HTTP. Safe for use by many threads. */
public final class HouseClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public HouseClient(int port) {
    base = "http://127.0.0.1:" + port;
  }

  /** An answer: its status and its body. */
  public record Answer(int status, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /**
   * Asks for a path.
   *
   * @throws IOException when there is no answer
   */
  public Answer get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + SoakSettings.READER_TOKEN)
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), answer.body());
  }

  /** The word of {@code /health}: accepting, degraded, full or halted. */
  public String health() throws IOException, InterruptedException {
    String text = get("/health").text();
    for (String word : List.of("accepting", "degraded", "full", "halted")) {
      if (text.startsWith("{\"status\":\"" + word + "\"")) {
        return word;
      }
    }
    throw new IOException("/health: " + text);
  }

  /** The newest checkpoint of a book, a signed note; empty text when there is none. */
  public String checkpoint(String book) throws IOException, InterruptedException {
    Answer answer = get("/tlog/" + book + "/checkpoint");
    return answer.status() == 200 ? answer.text() : "";
  }

  /** How many entries of a book are signed. */
  public long signed(String book) throws IOException, InterruptedException {
    String note = checkpoint(book);
    if (note.isEmpty()) {
      return 0;
    }
    try {
      byte[] octets = note.getBytes(StandardCharsets.UTF_8);
      return Checkpoint.parse(SignedNote.parse(octets).text()).size();
    } catch (MalformedException e) {
      throw new IOException("checkpoint of " + book + ": " + e.getMessage(), e);
    }
  }

  /**
   * The entries of a bundle.
   *
   * @param number of the bundle: its first index divided by 256
   * @param size signed entries of the book
   */
  public List<Kept> bundle(String book, long number, long size)
      throws IOException, InterruptedException {
    TilePath path = TilePath.at(TilePath.ENTRIES, number, size);
    Answer answer = get("/tlog/" + book + "/" + path.format());
    if (answer.status() != 200) {
      throw new IOException("%s %s: %d %s".formatted(book, path, answer.status(), answer.text()));
    }
    try {
      List<Kept> entries = new ArrayList<>(path.width());
      for (byte[] entry : EntryBundle.decode(answer.body(), path.width())) {
        entries.add(Kept.of(book, number * TileSource.WIDTH + entries.size(), entry));
      }
      return entries;
    } catch (MalformedException e) {
      throw new IOException("%s %s: %s".formatted(book, path, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
