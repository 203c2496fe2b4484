package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.house.Children;
import io.akashi.bench.internal.soak.send.Doors;
import io.akashi.bench.internal.soak.send.SoakSender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sending process, one after the other. */
final class Senders implements AutoCloseable {
  private static final String MAIN = "io.akashi.bench.Main";
  private static final int END_SECONDS = 60;

  private final Doors doors;
  private final Path log;
  private int number;
  private Process process;

  Senders(Doors doors) throws IOException {
    this.doors = doors;
    this.log = doors.folder().resolve("senders.log");
    this.process = start();
  }

  private Process start() throws IOException {
    number++;
    List<String> arguments = new ArrayList<>(List.of(SoakSender.COMMAND));
    arguments.addAll(doors.of(number).toArguments());
    return new ProcessBuilder(
            Children.java(
                List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                MAIN,
                arguments.toArray(String[]::new)))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Whether the sending process is there; it never ends by itself. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the sending process, orderly or by kill -9, and starts another. */
  void restart(boolean orderly) throws IOException, InterruptedException {
    if (orderly) {
      end();
    } else {
      process.destroyForcibly().waitFor();
    }
    process = start();
  }

  /** Lets the sending process end what it has begun, hang up and end. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
