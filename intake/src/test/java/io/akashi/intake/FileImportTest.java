package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.akashi.event.Arrival;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileImportTest {
  private static final SourceId EHR = new SourceId("ehr");

  @TempDir private Path folder;

  /** A log that stops after some batches, as a crash does; positions may be kept or lost. */
  private static final class Log implements ArrivalSink, ImportListener {
    final List<Arrival> entries = new ArrayList<>();
    ImportPosition kept;
    int batchesUntilCrash = Integer.MAX_VALUE;
    boolean losesPositions;
    long lastProgress;

    @Override
    public CompletableFuture<Receipt> accept(List<Arrival> arrivals) {
      if (batchesUntilCrash-- <= 0) {
        return CompletableFuture.failedFuture(new IllegalStateException("crash"));
      }
      entries.addAll(arrivals);
      return CompletableFuture.completedFuture(new Receipt("clinical", 0, arrivals.size()));
    }

    @Override
    public void durable(ImportPosition position) {
      if (!losesPositions) {
        kept = position;
      }
    }

    @Override
    public void progress(long bytesDone, long bytesTotal, long records) {
      assertThat(bytesDone).isBetween(lastProgress, bytesTotal);
      lastProgress = bytesDone;
    }

    long lastRecord(String importId) {
      return entries.stream()
          .filter(a -> importId.equals(a.keys().get("import")))
          .mapToLong(a -> Long.parseLong(a.keys().get("record")))
          .max()
          .orElse(0);
    }

    List<String> texts(Charset charset) {
      return entries.stream().map(a -> new String(a.payload(), charset)).toList();
    }
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static ImportPosition run(ImportOptions options, Log log) throws Exception {
    log.lastProgress = 0;
    ImportPosition from = log.kept == null ? FileImport.begin(options) : log.kept;
    return new FileImport(options, log, log, InstantSource.system())
        .run(from, log.lastRecord(from.importId()));
  }

  @Test
  void numbersRecordsAndKeepsTheirBytes() throws Exception {
    byte[] bytes = "日時,利用者\r\n2026,山田\r\n\r\n2027,鈴木".getBytes(Charset.forName("windows-31j"));
    Log log = new Log();
    ImportOptions options =
        ImportOptions.of(file("a.csv", bytes), EHR, EntryUnit.CSV_RECORD, "windows-31j");
    ImportPosition end = run(options, log);
    assertThat(log.texts(Charset.forName("windows-31j")))
        .containsExactly("日時,利用者", "2026,山田", "2027,鈴木");
    assertThat(log.entries).allMatch(a -> a.framing().equals("csv") && a.source().equals(EHR));
    assertThat(log.entries.stream().map(a -> a.keys().get("record")))
        .containsExactly("1", "2", "3");
    assertThat(end.offset()).isEqualTo(bytes.length);
    assertThat(end.records()).isEqualTo(3);
  }

  @Test
  void keepsQuotedLineBreaksInsideACsvRecord() throws Exception {
    String csv = "a,\"two\nlines, \"\"quoted\"\"\n\",b\n5\" disk,c\n\"x\"\n";
    Log log = new Log();
    run(ImportOptions.of(file("a.csv", csv.getBytes(UTF_8)), EHR, EntryUnit.CSV_RECORD, null), log);
    assertThat(log.texts(UTF_8))
        .containsExactly("a,\"two\nlines, \"\"quoted\"\"\n\",b", "5\" disk,c", "\"x\"");
  }

  @Test
  void endsARecordAtItsFirstLineWhenAQuoteIsNeverClosed() throws Exception {
    Log log = new Log();
    run(
        ImportOptions.of(
            file("a.csv", "a,\"b\nc\nd\n".getBytes(UTF_8)), EHR, EntryUnit.CSV_RECORD, null),
        log);
    assertThat(log.texts(UTF_8)).containsExactly("a,\"b", "c", "d");
    assertThat(log.entries.getFirst().keys()).containsEntry("repaired", "csv");
  }

  @Test
  void findsRecordsInUtf16WhoseBytesLookLikeLineBreaks() throws Exception {
    // U+0A0D, U+220A and U+0D22 contain the bytes of LF, CR and the quote.
    String text = "\ufeffa,\"\u0a0d\u220a\n\u0d22\"\r\nb\u0a0a\n";
    Log log = new Log();
    run(
        ImportOptions.of(
            file("a.csv", text.getBytes(UTF_16LE)), EHR, EntryUnit.CSV_RECORD, "UTF-16LE"),
        log);
    assertThat(log.texts(UTF_16LE)).containsExactly("\ufeffa,\"\u0a0d\u220a\n\u0d22\"", "b\u0a0a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "gzip", "zstd"})
  void goesOnWithoutDuplicatesAfterACrashAtAnyBatch(String compression) throws Exception {
    byte[] content = content();
    byte[] bytes =
        switch (compression) {
          case "gzip" -> gzip(content);
          case "zstd" -> Zstd.compress(content);
          default -> content;
        };
    ImportOptions options =
        new ImportOptions(
            file("log." + compression, bytes), EHR, EntryUnit.CSV_RECORD, null, 3_000);
    Log whole = new Log();
    run(options, whole);
    assertThat(whole.entries.size()).isGreaterThan(6_000);
    for (int crash = 0; crash < 4; crash++) {
      for (boolean losesPositions : new boolean[] {false, true}) {
        Log log = new Log();
        log.losesPositions = losesPositions;
        log.batchesUntilCrash = crash;
        assertThatThrownBy(() -> run(options, log)).isInstanceOf(ExecutionException.class);
        // The process is new; only the log and the kept position are left.
        log.batchesUntilCrash = Integer.MAX_VALUE;
        run(options, log);
        assertThat(log.texts(UTF_8)).isEqualTo(whole.texts(UTF_8));
        assertThat(log.entries.stream().map(a -> a.keys().get("record")).distinct())
            .hasSize(whole.entries.size());
      }
    }
  }

  /** EntryUnit of all sorts: with quoted breaks, over-long, with a quote that is never closed. */
  private static byte[] content() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 7_000; i++) {
      switch (random.nextInt(500)) {
        case 0 -> text.append(i).append(",\"").append("長い\n".repeat(900)).append("\"\n");
        case 1 -> text.append(i).append("x".repeat(7_000)).append('\n');
        case 2 -> text.append(i).append(",\"open\n");
        default -> text.append(i).append(",\"山田\n太郎\",read\r\n");
      }
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void keepsTheWholeRecordsOfAFileThatBreaksOffAndTheRestOnceItIsThere(String compression)
      throws Exception {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(i).append(",\"山田\n太郎\",").append(random.nextLong()).append("\r\n");
    }
    byte[] content = text.toString().getBytes(UTF_8);
    byte[] packed = compression.equals("gzip") ? gzip(content) : Zstd.compress(content);
    Log whole = new Log();
    run(options(file("whole", packed)), whole);
    assertThat(packed.length).as("known again by its first 64 KiB").isGreaterThan(100_000);

    for (int cut : new int[] {packed.length / 2, packed.length - 3}) {
      Path path = file("log." + compression, Arrays.copyOf(packed, cut));
      Log log = new Log();
      log.losesPositions = true;
      assertThatThrownBy(() -> run(options(path), log))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("breaks off or is damaged behind record " + log.entries.size());
      List<String> wanted = whole.texts(UTF_8);
      assertThat(log.entries).hasSizeGreaterThan(wanted.size() / 3);
      assertThat(log.texts(UTF_8)).isEqualTo(wanted.subList(0, log.entries.size()));

      Files.write(path, packed);
      run(options(path), log);
      assertThat(log.texts(UTF_8)).isEqualTo(wanted);
    }
  }

  private static ImportOptions options(Path path) {
    return ImportOptions.of(path, EHR, EntryUnit.CSV_RECORD, null);
  }

  @Test
  void takesWhatWasAppendedSinceTheLastRun() throws Exception {
    Path path = file("grows.log", "one\ntwo\n".getBytes(UTF_8));
    ImportOptions options = ImportOptions.of(path, EHR, EntryUnit.LINE, null);
    Log log = new Log();
    run(options, log);
    Files.writeString(path, "one\ntwo\nthree\n");
    run(options, log);
    assertThat(log.texts(UTF_8)).containsExactly("one", "two", "three");
  }

  @Test
  void refusesToGoOnInAnotherFile() throws Exception {
    Path path = file("a.log", "one\ntwo\n".getBytes(UTF_8));
    ImportOptions options = ImportOptions.of(path, EHR, EntryUnit.LINE, null);
    Log log = new Log();
    run(options, log);
    Files.writeString(path, "ONE\ntwo\n");
    assertThatThrownBy(() -> run(options, log))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("start it as a new import");
  }
}
