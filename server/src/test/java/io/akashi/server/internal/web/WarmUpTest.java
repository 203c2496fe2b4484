package io.akashi.server.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void whatCannotBeMadeReadyIsLoggedAndStopsNothingElse() throws Exception {
    List<LogRecord> lines = new CopyOnWriteArrayList<>();
    Handler handler = new Kept(lines);
    Logger logger = Logger.getLogger(WarmUp.class.getName());
    logger.addHandler(handler);
    try (WarmUp warmUp = new WarmUp(new Half()).start()) {
      assertThat(warmUp.answers().get(30, TimeUnit.SECONDS))
          .isEqualTo(Map.of("/search?from=-", 200, "/sources", 200, "/integrity", 200));
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(lines).hasSize(2).allMatch(line -> line.getLevel().equals(Level.WARNING));
    assertThat(lines.get(0).getThrown()).hasMessage("no template");
    assertThat(lines.get(1).getParameters()).containsExactly("/", 503);
  }

  /** One page breaks, one is refused, the others are answered. */
  private static final class Half extends CoyoteAdapter {
    Half() {
      super(new Connector());
    }

    @Override
    public void service(Request request, Response response) {
      switch (request.requestURI().toString()) {
        case "/login" -> throw new IllegalStateException("no template");
        case "/" -> response.setStatus(503);
        default -> response.setStatus(200);
      }
    }
  }

  private static final class Kept extends Handler {
    private final List<LogRecord> lines;

    Kept(List<LogRecord> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line);
    }

    @Override
    public void flush() {
      // Nothing waits.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
