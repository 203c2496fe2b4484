package io.akashi.bench.internal.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A {@link Sender} in a process of its own, so that its processor time is counted apart. */
public final class SenderProcess implements AutoCloseable {
  /** The hidden sub-command of {@code akashi bench} that runs a sender. */
  public static final String COMMAND = "send";

  private static final String MAIN = "io.akashi.bench.Main";

  private final Process process;
  private final Load load;

  private SenderProcess(Process process, Load load) {
    this.process = process;
    this.load = load;
  }

  public static SenderProcess start(Load load) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, COMMAND));
    command.addAll(load.toArguments());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new SenderProcess(process, load);
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /**
   * Waits for the sender to end.
   *
   * @throws IOException when it failed or ran for a minute longer than its load allows
   */
  public Sent await() throws IOException, InterruptedException {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      if (!process.waitFor(load.time().toSeconds() + 60, TimeUnit.SECONDS)) {
        throw new IOException("送信側が終わりません / the sender does not end: " + load);
      }
      return Sent.parse(Objects.requireNonNullElse(reader.readLine(), "nothing"));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
