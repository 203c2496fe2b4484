package io.akashi.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The real program in a process of its own, as a person at a terminal starts it. */
final class AkashiProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String END = "\u0000end";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();
  private final StringBuilder errors = new StringBuilder();
  private final List<Thread> readers;

  private AkashiProcess(Process process) {
    this.process = process;
    this.readers =
        List.of(
            Thread.ofVirtual().start(() -> read(process.getInputStream(), lines::add)),
            Thread.ofVirtual().start(() -> read(process.getErrorStream(), this::error)));
  }

  /** What a command that ended left behind. */
  record Ended(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  /** Starts a command in a working directory. */
  static AkashiProcess start(Path cwd, String... args) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // DuckDB unpacks its library there and a killed process cannot take it away again.
    Path temporary = Files.createDirectories(cwd.resolve("tmp"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classes));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(cwd.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8"); // as ./akashi does
    builder.environment().remove("AKASHI_DATA");
    return new AkashiProcess(builder.start());
  }

  /** Runs a command to its end. */
  static Ended run(Path cwd, String... args) throws IOException, InterruptedException {
    try (AkashiProcess akashi = start(cwd, args)) {
      return akashi.end();
    }
  }

  /** Waits for a line of standard output. */
  String await(Predicate<String> wanted) throws InterruptedException {
    while (true) {
      String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError(
            "the line did not come; seen: %s, errors: %s".formatted(seen, errors()));
      }
      seen.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
  }

  /** Waits for something on standard error. */
  synchronized void awaitError(Predicate<String> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.test(errors.toString())) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("standard error has only: " + errors);
      }
      wait(left);
    }
  }

  /** Waits for the end. */
  Ended end() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("did not end; seen: %s, errors: %s".formatted(seen, errors()));
    }
    for (Thread reader : readers) {
      reader.join();
    }
    lines.drainTo(seen);
    seen.remove(END);
    return new Ended(process.exitValue(), String.join("\n", seen), errors());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** kill -9; the exit code. */
  int kill() throws InterruptedException {
    process.destroyForcibly();
    return process.waitFor();
  }

  /** SIGTERM, and the orderly end. */
  Ended stop() throws InterruptedException {
    process.destroy();
    return end();
  }

  private synchronized String errors() {
    return errors.toString();
  }

  private synchronized void error(String line) {
    if (!line.equals(END)) {
      errors.append(line).append('\n');
      notifyAll();
    }
  }

  private static void read(InputStream from, Consumer<String> to) {
    try (var reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      reader.lines().forEach(to);
    } catch (IOException | UncheckedIOException e) {
      to.accept("unreadable: " + e);
    }
    to.accept(END);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
