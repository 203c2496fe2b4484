package io.akashi.bench.internal.soak.house;

import io.akashi.bench.internal.house.Children;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A command of {@code akashi} as an operator runs it, in a process of its own. */
public final class AkashiCommand {
  private static final String MAIN = "io.akashi.cli.Main";
  private static final int PATIENCE_MINUTES = 30;

  /** What {@code verify} prints to standard error while it reads. */
  private static final Pattern PROGRESS = Pattern.compile("\\S+ \\d+% \\(.*\\)");

  private AkashiCommand() {}

  /**
   * How it ended.
   *
   * @param code exit code
   * @param output what it printed, standard error included
   * @param seconds from its start to its end
   */
  public record Ended(int code, String output, double seconds) {}

  /** Runs a command with the configuration of the soak and waits for its end. */
  public static Ended run(SoakSettings settings, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> given = new ArrayList<>(arguments);
    given.addAll(List.of("--config", settings.file().toString()));
    Path temporary = Files.createDirectories(settings.doors().folder().resolve("tmp"));
    List<String> options =
        List.of("-Djava.io.tmpdir=" + temporary.toAbsolutePath(), "-XX:TieredStopAtLevel=1");
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(Children.java(options, MAIN, given.toArray(String[]::new)))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    try {
      String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("akashi %s が終わりません / does not end".formatted(arguments));
      }
      return new Ended(
          process.exitValue(), withoutProgress(all), (System.nanoTime() - begun) / 1e9);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String withoutProgress(String output) {
    return String.join(
        "\n", output.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList());
  }
}
