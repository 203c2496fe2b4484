package io.akashi.bench.internal.soak.house;

import io.akashi.bench.internal.house.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code akashi serve} in a process of its own, to be killed. Safe for use by many threads. */
public final class SoakServer {
  private static final String MAIN = "io.akashi.cli.Main";
  private static final int LAST_LINES = 40;
  private static final int STOP_SECONDS = 120;

  private final Process process;
  private final long begun = System.nanoTime();
  private final CountDownLatch accepting = new CountDownLatch(1);
  private final CountDownLatch answering = new CountDownLatch(1);
  private final Deque<String> said = new ArrayDeque<>();
  private volatile double acceptingSeconds = Double.NaN;
  private volatile boolean answers;
  private volatile boolean endWanted;

  private SoakServer(Process process) {
    this.process = process;
  }

  /**
   * Starts the server; returns at once.
   *
   * @param settings its configuration, written already
   * @param environment variables beside those of this process
   * @param log file to which everything it says is appended
   */
  public static SoakServer start(SoakSettings settings, Map<String, String> environment, Path log)
      throws IOException {
    // DuckDB unpacks its library there, and a killed process cannot take it away again.
    Path temporary = Files.createDirectories(settings.doors().folder().resolve("tmp"));
    ProcessBuilder builder =
        new ProcessBuilder(
                Children.java(
                    List.of("-Djava.io.tmpdir=" + temporary.toAbsolutePath()),
                    MAIN,
                    "serve",
                    "--config",
                    settings.file().toString()))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    SoakServer server = new SoakServer(builder.start());
    Thread.ofVirtual().start(server::listen);
    return server;
  }

  private void listen() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      hear("unreadable: " + e.getMessage()); // the pipe of a killed process
    }
    accepting.countDown();
    answering.countDown();
  }

  private void hear(String line) {
    synchronized (said) {
      said.add(line);
      if (said.size() > LAST_LINES) {
        said.remove();
      }
    }
    if (line.startsWith("accepting")) {
      acceptingSeconds = (System.nanoTime() - begun) / 1e9;
      accepting.countDown();
    } else if (line.startsWith("http ")) {
      answers = true;
      answering.countDown();
    }
  }

  /** Waits until it accepts and answers over HTTP; false when it ended or needed too long. */
  public boolean awaitAnswering(int seconds) throws InterruptedException {
    // The latch opens also when the server ended without a word.
    return answering.await(seconds, TimeUnit.SECONDS) && answers;
  }

  /** Seconds from its start until it accepted, or NaN when it has not yet. */
  public double acceptingSeconds() {
    return acceptingSeconds;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it ended although nobody killed or stopped it. */
  public boolean endedByItself() {
    return !process.isAlive() && !endWanted;
  }

  /** The last lines it said. */
  public String lastLines() {
    synchronized (said) {
      return String.join("\n", said);
    }
  }

  /** Largest resident memory so far in megabytes, or NaN when it is gone. */
  public double peakMegabytes() {
    try {
      return Children.megabytes(process.toHandle(), "VmHWM");
    } catch (IOException e) {
      return Double.NaN; // it ended while its file was read
    }
  }

  /** kill -9; returns when it is gone. */
  public void kill() {
    endWanted = true;
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; false when it did not end within two minutes and was killed. */
  public boolean stop() throws InterruptedException {
    endWanted = true;
    process.destroy();
    if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      return true;
    }
    kill();
    return false;
  }
}
