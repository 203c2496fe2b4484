package io.akashi.server.internal.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The server's own log: one line an event on standard error, warnings of others, ours from INFO.
 */
public final class ServerLog {
  private static final Map<String, Level> LEVELS =
      Map.of(
          "",
          Level.WARNING,
          "io.akashi",
          Level.INFO,
          // A stranger may ask for anything that does not exist; that is not worth a line each
          // time.
          "org.springframework.web.servlet.PageNotFound",
          Level.SEVERE,
          // What keeps Spring from starting is said once, in our own sentence.
          "org.springframework.boot",
          Level.SEVERE,
          "org.springframework.boot.diagnostics",
          Level.OFF,
          // Threads of the store outlive the web application, as they should.
          "org.apache.catalina.loader",
          Level.SEVERE);

  // A logger that nobody holds loses its level.
  private static final List<Logger> HELD = new ArrayList<>();

  private ServerLog() {}

  /** Sets up the log of the JDK, which Spring and Tomcat write to as well. */
  public static synchronized void install() {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
    LogManager.getLogManager().reset();
    Handler handler = new ConsoleHandler();
    handler.setFormatter(new LogLines());
    Logger.getLogger("").addHandler(handler);
    HELD.clear();
    LEVELS.forEach((name, level) -> {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(level);
      HELD.add(logger);
    });
  }
}
