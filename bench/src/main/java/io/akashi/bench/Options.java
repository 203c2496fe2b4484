package io.akashi.bench;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.Wire;
import io.akashi.bench.internal.run.IngestRun;
import io.akashi.bench.internal.run.StoreRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every measurement takes. */
final class Options {
  private static final long MOST_EVENTS = 1_000_000_000;
  private static final int MOST_SECONDS = 3_600;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "入れる件数 / events put into the store (default ${DEFAULT-VALUE}, most 1e9)")
  long events;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "持続受信の長さ / length of the sustained load (default ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "毎秒の件数、0は最大 / events a second, 0 for as fast as they are taken")
  long rate;

  @Option(
      names = "--connections",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,4",
      description = "接続数 / connections, one measurement each (default ${DEFAULT-VALUE})")
  int[] connections = {};

  @Option(
      names = "--frame",
      paramLabel = "lf|octet",
      defaultValue = "octet",
      description = "区切り / framing of syslog TCP (default ${DEFAULT-VALUE})")
  String frame = "";

  @Option(
      names = "--header",
      paramLabel = "rfc3164|rfc5424",
      defaultValue = "rfc3164",
      description = "ヘッダー / header of the messages (default ${DEFAULT-VALUE})")
  String header = "";

  @Option(
      names = "--corpus",
      paramLabel = "ehr|mixed|infrastructure",
      defaultValue = "ehr",
      description =
          "送るもの / what is sent: access lines, all formats, or what networks write (default ${DEFAULT-VALUE})")
  String corpus = "";

  @Option(
      names = "--evtx",
      paramLabel = "DIR",
      description = "EVTXファイルのフォルダー / folder of EVTX files (decode); left out without it")
  @Nullable Path evtx;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "乱数の種 / seed of the lines (default ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "作業フォルダー（保存、途中からも可）、既定は一時的 / folder to work in, kept; a store that was begun there goes on (default: temporary, deleted)")
  @Nullable Path data;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "サーバーのJFR記録 / write a JFR recording of the server")
  @Nullable Path profile;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "増え方の図（SVG）/ draw the growth of a filled store (query, all)")
  @Nullable Path chart;

  @Option(names = "--json", description = "JSONで出力 / print JSON")
  boolean json;

  IngestRun.Plan plan() {
    return new IngestRun.Plan(
        events,
        seconds,
        rate,
        Arrays.stream(connections).boxed().toList(),
        corpus(),
        seed,
        Wire.named(Wire.Header.class, header),
        Wire.named(Wire.Frame.class, frame),
        Optional.ofNullable(profile));
  }

  StoreRun.Filling filling() {
    return new StoreRun.Filling(events, corpus(), seed);
  }

  private Corpus corpus() {
    return Wire.named(Corpus.class, corpus);
  }

  /** A sentence about the first option that makes no sense, or null. */
  @Nullable String complaint() throws IOException {
    if (events < 1 || events > MOST_EVENTS) {
      return "--events は1から1000000000までです / --events must be 1 to 1000000000";
    }
    if (seconds < 1 || seconds > MOST_SECONDS) {
      return "--seconds は1から3600までです / --seconds must be 1 to 3600";
    }
    if (data != null && Files.exists(data) && !StoreRun.isBegun(data, filling())) {
      return ("--data %1$s は既に存在し、この種（--seed）と内容（--corpus）の続きではありません。新しい名前を指定してください"
              + " / --data %1$s exists and was not begun with this --seed and --corpus: name a new folder")
          .formatted(data);
    }
    return null;
  }

  /** The folder to work in, made now. */
  Path workFolder() throws IOException {
    if (data != null) {
      return Files.createDirectories(data);
    }
    Path target = Files.isDirectory(Path.of("target")) ? Path.of("target") : Path.of("");
    return Files.createTempDirectory(target.toAbsolutePath(), "bench-");
  }

  /** Deletes a folder that was only temporary. */
  void cleanUp(Path folder) throws IOException {
    if (data != null) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
