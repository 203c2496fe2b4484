package io.akashi.server.internal.web;

import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.coyote.Adapter;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * Answers the first pages once before anybody asks, through everything that a request passes but
 * its connection: else the first person after a start waits until more than a thousand classes are
 * loaded, the templates are read and the first counts are made. It begins when the doors are open,
 * works on one page after the other in a thread of its own, and writes nothing down: it opens no
 * entry. When it fails, the first person waits, and the log says why.
 */
public final class WarmUp implements Closeable {
  /** A search whose beginning is no time is answered with its form, and looks at nothing. */
  static final List<String> PAGES =
      List.of("/login", "/", "/search?from=-", "/sources", "/integrity");

  private static final Logger LOG = System.getLogger(WarmUp.class.getName());
  private static final int MISTAKE_OF_THE_SERVER = 500;

  /** Nobody: no token, certificate or person gives these rights over the network. */
  private static final Caller HOUSE =
      new Caller(
          "house",
          Set.of(Role.AUDITOR, Role.OPERATOR),
          Scope.ALL,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Adapter adapter;
  private final CompletableFuture<Map<String, Integer>> answers = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * @param adapter of Tomcat, which answers requests
   */
  WarmUp(Adapter adapter) {
    this.adapter = adapter;
    this.thread = Thread.ofPlatform().name("warm-up").daemon().unstarted(this::run);
  }

  /** Begins. */
  WarmUp start() {
    thread.start();
    return this;
  }

  /** Each page with the status of its answer, once all are answered; without those that failed. */
  public CompletableFuture<Map<String, Integer>> answers() {
    return answers.copy();
  }

  private void run() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (String page : PAGES) {
      if (closing) {
        break;
      }
      answer(page).ifPresent(status -> all.put(page, status));
    }
    answers.complete(all);
  }

  /** Whatever goes wrong, the server goes on without. */
  private Optional<Integer> answer(String page) {
    try {
      Response response = response();
      adapter.service(request(page, response), response);
      if (response.getStatus() < MISTAKE_OF_THE_SERVER) {
        return Optional.of(response.getStatus());
      }
      LOG.log(
          Level.WARNING,
          "{0} を前もって用意できませんでした（{1}）。最初に開く方は少し待ちます。 / {0} could not be made ready beforehand ({1}); who opens it first waits a moment",
          page,
          response.getStatus());
    } catch (Exception e) {
      LOG.log(
          Level.WARNING,
          page
              + " を前もって用意できませんでした。最初に開く方は少し待ちます。 / could not be made ready beforehand; who opens it first"
              + " waits a moment",
          e);
    }
    return Optional.empty();
  }

  private static Request request(String page, Response response) {
    String[] parts = page.split("\\?", 2);
    Request request = new Request();
    request.setResponse(response);
    response.setRequest(request);
    request.setMethod("GET");
    request.protocol().setString("HTTP/1.1");
    request.requestURI().setString(parts[0]);
    request.decodedURI().setString(parts[0]);
    if (parts.length > 1) {
      request.queryString().setString(parts[1]);
    }
    request.serverName().setString("localhost");
    request.remoteAddr().setString("127.0.0.1");
    request.getMimeHeaders().addValue("Accept").setString("text/html");
    HOUSE.attach(request);
    return request;
  }

  private static Response response() {
    Response response = new Response();
    response.setOutputBuffer(new Nowhere());
    return response;
  }

  /** Takes an answer that nobody reads. */
  private static final class Nowhere implements OutputBuffer {
    private long written;

    @Override
    public int doWrite(ByteBuffer chunk) {
      int length = chunk.remaining();
      chunk.position(chunk.limit());
      written += length;
      return length;
    }

    @Override
    public long getBytesWritten() {
      return written;
    }
  }

  /** Waits for the end of the page that is being answered. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
