package io.akashi.bench.internal.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code akashi serve} in a process of its own, on ports the system chose. */
public final class ServerProcess implements AutoCloseable {
  private static final String MAIN = "io.akashi.cli.Main";
  private static final Pattern SYSLOG = Pattern.compile("syslog\\+tcp:\\S*?:(\\d+)");
  private static final Pattern HTTP = Pattern.compile("(http://\\S+:\\d+)");
  private static final int OK = 200;

  private final Process process;
  private final BufferedReader output;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int syslogPort;
  private String url = "";

  private ServerProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts the server and waits until it accepts on all its ports.
   *
   * @param configuration its configuration file
   * @param profile file for a recording of the Flight Recorder, or empty
   * @throws IOException when it ends before it accepts
   */
  public static ServerProcess start(Path configuration, Optional<Path> profile) throws IOException {
    List<String> options =
        profile
            .map(file -> List.of("-XX:StartFlightRecording=settings=profile,filename=" + file))
            .orElse(List.of());
    return start(configuration, options);
  }

  /**
   * The same with further options of the virtual machine; those that come later win.
   *
   * @throws IOException when it ends before it accepts
   */
  public static ServerProcess start(Path configuration, List<String> options) throws IOException {
    return run(Children.java(options, MAIN, "serve", "--config", configuration.toString()));
  }

  /**
   * The same as a member of a control group.
   *
   * @throws IOException when it ends before it accepts
   */
  public static ServerProcess start(Path configuration, ControlGroup group) throws IOException {
    return run(
        group.inside(
            Children.java(List.of(), MAIN, "serve", "--config", configuration.toString())));
  }

  private static ServerProcess run(List<String> command) throws IOException {
    ServerProcess server =
        new ServerProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    try {
      server.awaitDoors();
      return server;
    } catch (IOException | RuntimeException e) {
      server.process.destroyForcibly();
      throw e;
    }
  }

  private void awaitDoors() throws IOException {
    while (syslogPort == 0 || url.isEmpty()) {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("サーバーが起動しません / the server ended before it accepted");
      }
      Matcher syslog = SYSLOG.matcher(line);
      if (syslog.find()) {
        syslogPort = Integer.parseInt(syslog.group(1));
      }
      Matcher http = HTTP.matcher(line);
      if (http.find()) {
        url = http.group(1);
      }
    }
    Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
  }

  public int syslogPort() {
    return syslogPort;
  }

  /** Base of the HTTP interface, without a slash at its end. */
  String url() {
    return url;
  }

  HttpClient client() {
    return client;
  }

  /** Processor seconds since its start. */
  public double processorSeconds() {
    return Children.processorSeconds(process.toHandle());
  }

  /** Resident memory in megabytes. */
  public double residentMegabytes() throws IOException {
    return Children.megabytes(process.toHandle(), "VmRSS");
  }

  /** Largest resident memory so far in megabytes. */
  public double peakMegabytes() throws IOException {
    return Children.megabytes(process.toHandle(), "VmHWM");
  }

  /** What the virtual machine says about its own memory (NMT). */
  public NativeMemory nativeMemory() throws IOException {
    return NativeMemory.of(process.pid());
  }

  /**
   * The status of an answer that is read to its end.
   *
   * @param path with its parameters
   */
  public int status(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + Settings.READER_TOKEN)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /**
   * A page, read to its end.
   *
   * @param path with its parameters
   * @throws IOException when the answer is not the page
   */
  public String page(String path) throws IOException {
    return get(path);
  }

  Metrics metrics() throws IOException {
    return Metrics.parse(get("/metrics"));
  }

  /** How many events with a patient a search finds. */
  public boolean finds(String patient) throws IOException {
    return get("/api/v1/events?limit=1&patient=" + patient).contains(patient);
  }

  private String get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + Settings.READER_TOKEN)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends the server as an operator would, and waits for it. */
  @Override
  public void close() throws IOException {
    client.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IOException("サーバーが終わりません / the server did not end within 60 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
