package io.akashi.event.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of event data whose carrier gives their places only. Read from the resource {@code
 * inserts.txt}. Immutable, safe for use by many threads.
 */
final class InsertNames {
  private static final String RESOURCE = "inserts.txt";

  /** The names of this release. */
  static final InsertNames BUILT_IN = load();

  private final Map<String, List<String>> byEvent = new HashMap<>();

  private InsertNames() {}

  private static InsertNames load() {
    try (InputStream in = InsertNames.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing");
      }
      return parse(new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines: {@code [Provider]}, and below it {@code id,id Name Name}. */
  static InsertNames parse(Iterable<String> lines) {
    InsertNames names = new InsertNames();
    String provider = "";
    for (String line : lines) {
      if (line.startsWith("[")) {
        provider = line.substring(1, line.length() - 1);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.strip().split("\\s+");
        for (String id : cells[0].split(",")) {
          names.byEvent.put(provider + " " + id, List.of(cells).subList(1, cells.length));
        }
      }
    }
    return names;
  }

  /** Gives each value its name, or its place where no name is known. */
  void name(List<String> values, WindowsEvent event) {
    String key = event.system(WindowsEvent.PROVIDER) + " " + event.system(WindowsEvent.EVENT_ID);
    List<String> names = byEvent.getOrDefault(key, List.of());
    for (int i = 0; i < values.size(); i++) {
      event.data(i < names.size() ? names.get(i) : "param" + (i + 1), values.get(i));
    }
  }
}
