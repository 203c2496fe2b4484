package io.akashi.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The golden cases of one format: {@code x.msg}, the payload, beside {@code x.json}, its events.
 */
public final class GoldenFolder {
  /**
   * @param name what the case is about
   * @param payload the bytes after de-framing
   * @param expected one JSON object a line
   */
  public record Case(String name, byte[] payload, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private GoldenFolder() {}

  /** The cases in {@code src/test/resources/<folder>}, by name; never empty. */
  public static List<Case> cases(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      List<Case> cases =
          files
              .filter(f -> f.toString().endsWith(".msg"))
              .sorted()
              .map(GoldenFolder::read)
              .toList();
      if (cases.isEmpty()) {
        throw new IllegalStateException("no golden cases in " + folder);
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the decoder says of a case, in the form of its expectation. */
  public static String actual(List<AuditEvent> events) {
    return events.stream().map(EventJson::write).collect(Collectors.joining("\n"));
  }

  private static Path path(String folder) {
    try {
      return Path.of(GoldenFolder.class.getResource("/" + folder).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Case read(Path message) {
    try {
      String name = message.getFileName().toString().replace(".msg", "");
      String expected = Files.readString(message.resolveSibling(name + ".json"), UTF_8).strip();
      return new Case(name, Files.readAllBytes(message), expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
