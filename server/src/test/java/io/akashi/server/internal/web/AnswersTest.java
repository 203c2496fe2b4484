package io.akashi.server.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.Asking;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Tomcat with one servlet whose question lasts until it is cancelled or answered. */
@Timeout(60)
class AnswersTest {
  @TempDir Path folder;

  private final Answers answers = new Answers();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final Tomcat tomcat = new Tomcat();

  @BeforeEach
  void start() throws Exception {
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector(BoundedHttp.class.getName());
    connector.setPort(0);
    connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    tomcat.setConnector(connector);
    var context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "asks", new Asks());
    context.addServletMapping("/*", "asks");
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    answers.close();
  }

  private final class Asks extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        response.getWriter().print(answers.ask(this::question));
      } catch (StoreException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }

    private String question() {
      try (Asking.Ear _ =
          Asking.current()
              .onCancel(() -> {
                cancelled.countDown();
                answered.countDown();
              })) {
        asked.countDown();
        answered.await();
        return "answer";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
  }

  @Test
  void questionsThatComputeHoldUpNothingElse() throws Exception {
    // As many as there are cores: on virtual threads nothing else would have run.
    int cores = Runtime.getRuntime().availableProcessors();
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch computing = new CountDownLatch(cores);
    Answers.Question<String> question =
        () -> {
          computing.countDown();
          while (!over.get()) {
            Thread.onSpinWait();
          }
          return "computed";
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> thoughts = new ArrayList<>();
      for (int i = 0; i < cores; i++) {
        thoughts.add(threads.submit(() -> answers.ask(question)));
      }
      try {
        assertThat(computing.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.submit(() -> "another").get(20, TimeUnit.SECONDS)).isEqualTo("another");
      } finally {
        over.set(true);
      }
      for (Future<String> thought : thoughts) {
        assertThat(thought.get()).isEqualTo("computed");
      }
    }
  }

  @Test
  void cancelsTheQuestionOfAClientThatWentAway() throws Exception {
    try (Socket client = connect()) {
      ask(client);
      asked.await();
    }

    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesTheQuestionOfAClientThatIsThere() throws Exception {
    try (Socket client = connect()) {
      ask(client);
      asked.await();
      ask(client); // a second request in one go with the first is nobody's end

      assertThat(cancelled.await(500, TimeUnit.MILLISECONDS)).isFalse();
      answered.countDown();
      assertThat(status(client)).isEqualTo("HTTP/1.1 200");
      assertThat(new String(client.getInputStream().readNBytes(60), StandardCharsets.US_ASCII))
          .contains("Content-Length: 6");
    }
    assertThat(cancelled.getCount()).isOne();
  }

  @Test
  void boundsWhatOneCallerAndAllLeaveUnread() {
    answers.enter("a", Answers.MOST_BYTES); // one alone always passes
    assertThatThrownBy(() -> answers.enter("a", 1))
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.status()).isEqualTo(429));
    assertThatThrownBy(() -> answers.enter("b", 1))
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.status()).isEqualTo(503));
    answers.leave("a", Answers.MOST_BYTES);

    answers.enter("b", 1);
    answers.enter("a", 1);
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
  }

  private static void ask(Socket client) throws IOException {
    client
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static String status(Socket client) throws IOException {
    return new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }
}
