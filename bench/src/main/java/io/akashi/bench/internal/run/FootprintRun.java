package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Bytes of everything in a data directory, an event, by kind of file. */
final class FootprintRun {
  private static final List<String> SEGMENT_FILES =
      List.of(
          "entries.parquet",
          "events.parquet",
          "hashes",
          "lookup",
          "manifest.json",
          "rollup",
          "words");

  private FootprintRun() {}

  /**
   * @param data a data directory whose store is closed
   * @param events it was filled with
   * @param corpus they are of
   */
  static void report(Path data, long events, Corpus corpus, Report report) throws IOException {
    Map<String, Long> bytes = bytes(data);
    double total = bytes.values().stream().mapToLong(Long::longValue).sum();
    String basis = "%,.0f bytes for %,d events".formatted(total, events);
    report.add(
        corpus == Corpus.EHR
            ? new Figure(
                Target.FOOTPRINT,
                total / events,
                report.limits().zstd9().bytes(),
                "zstd 9 of the messages alone",
                "%s of %.0f bytes".formatted(basis, report.limits().lineBytes()))
            : Figure.of(Target.FOOTPRINT_MIXED, total / events, basis));
    bytes.forEach((kind, size) ->
        report.note("footprint: %-24s %8.3f bytes/event".formatted(kind, (double) size / events)));
  }

  /** Bytes by kind of file. */
  private static Map<String, Long> bytes(Path data) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        bytes.merge(kind(data.relativize(file)), Files.size(file), Long::sum);
      }
    }
    return bytes;
  }

  /** Bytes of all files of a data directory. */
  static long total(Path data) throws IOException {
    return bytes(data).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The file's name in a segment, else the folder it lies in and, below books, the book. */
  private static String kind(Path file) {
    String name = file.getFileName().toString();
    String first = file.getName(0).toString();
    if (!first.equals("books")) {
      return file.getNameCount() == 1 ? name : first;
    }
    String book = file.getName(1).toString();
    return book + " " + (SEGMENT_FILES.contains(name) ? name : file.getName(2).toString());
  }
}
