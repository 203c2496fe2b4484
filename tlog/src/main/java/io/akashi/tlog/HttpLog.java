package io.akashi.tlog;

import io.akashi.tlog.internal.TileFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * A log on a web server (C2SP tlog-tiles). Takes gzip, follows no redirect, reads no more than a
 * tile may have, and gives up on a file after {@link #TIMEOUT}. Safe for use by many threads.
 */
public final class HttpLog implements TileSource, AutoCloseable {
  /** How long one file may take, from the request to its last byte. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  // Hashes do not compress: their gzip is a little longer than they are.
  private static final int GZIP_GROWTH = 65_536;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final URI prefix;
  private final Duration timeout;
  private final HttpClient client;
  private final TileFiles files = new TileFiles(this::read);

  /**
   * The log below that address.
   *
   * @throws IllegalArgumentException unless it is an http or https address
   */
  public HttpLog(URI prefix) {
    this(prefix, TIMEOUT);
  }

  HttpLog(URI prefix, Duration timeout) {
    String scheme = String.valueOf(prefix.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("a log is read over http or https, not " + prefix);
    }
    String text = prefix.toString();
    this.prefix = URI.create(text.endsWith("/") ? text : text + "/");
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * The checkpoint as it is served, not verified.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if the server does not answer in time or not with 200
   */
  public byte[] checkpoint() throws IOException {
    return read("checkpoint", SignedNote.MAX_BYTES);
  }

  @Override
  public byte[] tile(int level, long index, int width) throws IOException {
    return files.tile(level, index, width);
  }

  @Override
  public byte[] bundle(long index, int width) throws IOException {
    return files.bundle(index, width);
  }

  /** Closes the connections. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  private byte[] read(String path, int maxBytes) throws IOException {
    URI uri = prefix.resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("Accept-Encoding", "gzip").build();
    var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes + GZIP_GROWTH);
    HttpResponse<byte[]> response = await(uri, client.sendAsync(request, handler));
    return switch (response.statusCode()) {
      case OK -> unpack(uri, response, maxBytes);
      case NOT_FOUND, GONE -> throw new NoSuchFileException(uri.toString());
      default -> throw new IOException("%s answers %d".formatted(uri, response.statusCode()));
    };
  }

  // The timeout of a request ends with its headers; this one holds for the body too.
  private <T> T await(URI uri, CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("%s did not come within %s".formatted(uri, timeout));
    } catch (ExecutionException e) {
      throw new IOException("%s cannot be read: %s".formatted(uri, e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading " + uri);
    }
  }

  private static byte[] unpack(URI uri, HttpResponse<byte[]> response, int maxBytes)
      throws IOException {
    boolean gzip = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    byte[] bytes = gzip ? gunzip(uri, response.body(), maxBytes + 1) : response.body();
    if (bytes.length > maxBytes) {
      throw new MalformedException("%s is longer than %,d bytes".formatted(uri, maxBytes));
    }
    return bytes;
  }

  private static byte[] gunzip(URI uri, byte[] packed, int limit) throws MalformedException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(limit);
    } catch (IOException e) {
      MalformedException broken = new MalformedException("%s is broken gzip".formatted(uri));
      broken.initCause(e);
      throw broken;
    }
  }
}
