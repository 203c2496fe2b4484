package io.akashi.bench.internal.soak.sent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads all notebooks of a folder, each from where it was read last. */
public final class Notes {
  private final Path folder;
  private final Map<Path, Long> read = new HashMap<>();

  public Notes(Path folder) {
    this.folder = folder;
  }

  /** The notes that are new since the last call; of each notebook in its order. */
  public List<Note> next() throws IOException {
    List<Note> notes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        add(file, notes);
      }
    }
    return notes;
  }

  private void add(Path path, List<Note> notes) throws IOException {
    long from = read.getOrDefault(path, 0L);
    byte[] octets;
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      octets = new byte[Math.toIntExact(file.length() - from)];
      file.seek(from);
      file.readFully(octets);
    }
    int whole = octets.length;
    while (whole > 0 && octets[whole - 1] != '\n') {
      whole--;
    }
    read.put(path, from + whole);
    new String(octets, 0, whole, US_ASCII)
        .lines()
        .forEach(line -> Note.parse(line).ifPresent(notes::add));
  }
}
