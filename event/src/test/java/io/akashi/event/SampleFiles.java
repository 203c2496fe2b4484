package io.akashi.event;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real messages that are no part of the project: the folder that AKASHI_SAMPLES names. */
public final class SampleFiles {
  private SampleFiles() {}

  /** The files of a folder there, sorted; the test is skipped where there is none. */
  public static List<Path> in(String folder) {
    String root = System.getenv("AKASHI_SAMPLES");
    assumeTrue(root != null, "AKASHI_SAMPLES is not set, so there are no real messages to read");
    try (Stream<Path> files = Files.list(Path.of(root, folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
