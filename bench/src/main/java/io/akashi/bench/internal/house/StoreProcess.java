package io.akashi.bench.internal.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A process that opens the store of a working folder, does one thing, and tells how it went. */
public final class StoreProcess {
  /** The hidden sub-command of {@code akashi bench} that verifies. */
  public static final String VERIFY = "verify-folder";

  private static final String MAIN = "io.akashi.bench.Main";

  private StoreProcess() {}

  /**
   * How a full verify went.
   *
   * @param entries that were read and hashed
   * @param seconds without the start of the process and the opening of the store
   * @param peakMegabytes largest resident memory of the process
   */
  public record Verified(long entries, double seconds, double peakMegabytes) {

    /** One line for the process that asked. */
    public String toLine() {
      return "verified %d %s %s".formatted(entries, seconds, peakMegabytes);
    }

    private static Verified parse(String line) throws IOException {
      String[] words = line.split(" ");
      if (words.length != 4 || !words[0].equals("verified")) {
        throw new IOException("検証できません / the verifying process said: " + line);
      }
      return new Verified(
          Long.parseLong(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
    }
  }

  /** Verifies in a process of its own, with the same options of the virtual machine. */
  public static Verified verify(Path work) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Children.java(List.of(), MAIN, VERIFY, work.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String last = Objects.requireNonNullElse(reader.readLine(), "nothing");
      process.waitFor();
      return Verified.parse(last);
    }
  }

  /** Largest resident memory of this process in megabytes. */
  public static double ownPeakMegabytes() throws IOException {
    return Children.megabytes(ProcessHandle.current(), "VmHWM");
  }
}
