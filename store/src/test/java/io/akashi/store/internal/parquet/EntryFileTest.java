package io.akashi.store.internal.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.DiskFile;
import io.akashi.store.internal.disk.OsDisk;
import io.akashi.store.internal.engine.EntryCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryFileTest {
  private static final long FIRST = 1L << 40;
  private static final int MANY = EntryFileWriter.ROW_GROUP + 3 * EntryPage.MOST + 5;

  @TempDir Path folder;
  private final OsDisk disk = new OsDisk();
  private final List<String> lost = new ArrayList<>();

  private record Written(byte[] header, byte[] payload) {}

  private static Written line(int i) {
    byte[] payload = "患者 %d".formatted(i).getBytes(UTF_8);
    String header =
        "akashi/1 2026-11-22T00:%02d:%02d.%06dZ ehr syslog+tcp [::1]:%d octet %d%s"
            .formatted(
                i / 60 % 60,
                i % 60,
                i * 7919L % 1_000_000,
                1024 + i % 7,
                payload.length + (i % 11 == 0 ? 1 : 0),
                i % 3 == 0 ? " cert=%064x".formatted(i % 5) : "");
    return new Written(header.getBytes(US_ASCII), payload);
  }

  private static List<Written> lines(int count) {
    List<Written> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line(i));
    }
    return lines;
  }

  private Path write(List<Written> entries) throws IOException {
    Path path = folder.resolve("entries.parquet");
    Files.deleteIfExists(path);
    try (DiskFile file = disk.openForWrite(path);
        EntryFileWriter writer = new EntryFileWriter(file, 3)) {
      for (int i = 0; i < entries.size(); i++) {
        writer.append(FIRST + i, entries.get(i).header(), entries.get(i).payload());
      }
      writer.finish();
    }
    return path;
  }

  /** The indexes that can be read; each must be as it was written. */
  private List<Long> read(Path path, List<Written> entries, IndexRange range) {
    List<Long> indexes = new ArrayList<>();
    lost.clear();
    try (EntryCursor cursor =
        EntryFile.read(disk, path, FIRST, range, (part, why) -> lost.add(part + " " + why))) {
      while (cursor.next()) {
        Written entry = entries.get((int) (cursor.index() - FIRST));
        assertThat(new String(cursor.header(), UTF_8)).isEqualTo(new String(entry.header(), UTF_8));
        assertThat(cursor.payload()).isEqualTo(entry.payload());
        indexes.add(cursor.index());
      }
    }
    return indexes;
  }

  private List<Long> read(Path path, List<Written> entries) {
    return read(path, entries, new IndexRange(FIRST, entries.size()));
  }

  @Test
  void givesBackWhatWasWrittenOverSeveralRowGroups() throws IOException {
    List<Written> entries = lines(MANY);
    Path path = write(entries);
    assertThat(read(path, entries)).hasSize(MANY).isSorted();
    assertThat(lost).isEmpty();
    IndexRange part = new IndexRange(FIRST + EntryFileWriter.ROW_GROUP - 2, 4);
    assertThat(read(path, entries, part))
        .containsExactly(part.first(), part.first() + 1, part.first() + 2, part.first() + 3);
  }

  @Test
  void keepsHeadersThatAreNoHeaders() throws IOException {
    List<Written> entries = new ArrayList<>();
    for (String header :
        List.of(
            "",
            "akashi/1 ",
            "akashi/1 2026-11-22T00:00:00.000001Z",
            "akashi/1 2026-11-22T00:00:00.000001Z ",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - - 3",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - - 0",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - - 03",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - - 3 cert=00",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - - 13 cert=00",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - -  cert=00",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - - ",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - -",
            "akashi/1 2026-11-22T00:00:00.000001Z a file - 3",
            "akashi/1 2026-11-22T00:00:00.000001Z  a file -  3",
            "akashi/1 2026-11-22T24:00:00.000001Z a file - - 0",
            "akashi/1 2026-02-30T00:00:00.000001Z a file - - 0",
            "akashi/1 2026-11-22T00:00:00.000001Z akashi/1 file - - 0",
            "akashi/1 0000-01-01T00:00:00.000000Z a file - - 0",
            "akashi/1 9999-12-31T23:59:59.999999Z a file - - 0",
            "akashi/1 1969-12-31T23:59:59.999999Z a file - - 0",
            "akashi/2 2026-11-22T00:00:00.000001Z a file - - 0")) {
      entries.add(new Written(header.getBytes(US_ASCII), new byte[] {0, 10, -1}));
      entries.add(new Written(header.getBytes(US_ASCII), new byte[0]));
    }
    assertThat(read(write(entries), entries)).hasSize(entries.size());
  }

  @Test
  void longPayloadsMakeSmallPages() throws IOException {
    List<Written> entries = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 1_500; i++) {
      byte[] payload = new byte[60_000];
      random.nextBytes(payload);
      entries.add(new Written(line(i).header(), payload));
    }
    assertThat(read(write(entries), entries)).hasSize(entries.size());
  }

  @Test
  void duckDbReadsTheSame() throws Exception {
    List<Written> entries = lines(MANY);
    Path path = write(entries);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT \"index\", 'akashi/1 ' || strftime(received, '%Y-%m-%dT%H:%M:%S.%fZ') || ' '"
                    + " || regexp_replace(header, '^(([^ ]* ){4})( |$)', '\\1' || octet_length(payload) || '\\3'),"
                    + " to_base64(payload) FROM '"
                    + path
                    + "'")) {
      for (int i = 0; i < MANY; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(FIRST + i);
        assertThat(rows.getString(2)).isEqualTo(new String(entries.get(i).header(), US_ASCII));
        assertThat(Base64.getDecoder().decode(rows.getString(3)))
            .isEqualTo(entries.get(i).payload());
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void findsThePagesWithoutTheFooter() throws IOException {
    List<Written> entries = lines(MANY);
    Path path = write(entries);
    byte[] whole = Files.readAllBytes(path);
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    Files.write(path, damaged);
    assertThat(read(path, entries)).hasSize(MANY);
    assertThat(lost).isEmpty();
  }

  @Test
  void damagedPageCostsItsOwnEntries() throws IOException {
    List<Written> entries = lines(MANY);
    Path path = write(entries);
    byte[] damaged = Files.readAllBytes(path);
    // The last payload page of the first row group stands before the second group.
    EntryFile file = EntryFile.open(disk, path, FIRST);
    Footer.RowGroup group = file.groupOf(FIRST);
    assertThat(group).isNotNull();
    Footer.Page page = file.pages(group, EntryColumn.PAYLOAD).get(2);
    file.close();
    for (int i = 0; i < page.bytes(); i++) {
      damaged[(int) page.offset() + i] = 0;
    }
    Files.write(path, damaged);
    List<Long> found = read(path, entries);
    assertThat(found).hasSize(MANY - EntryPage.MOST);
    assertThat(found).doesNotContain(FIRST + 2L * EntryPage.MOST, FIRST + 3L * EntryPage.MOST - 1);
    assertThat(lost).hasSize(1);
  }

  @Test
  @Tag("fuzz")
  void damageNeitherThrowsNorRunsOn() throws IOException {
    List<Written> entries = lines(3 * EntryPage.MOST);
    byte[] whole = Files.readAllBytes(write(entries));
    Path path = folder.resolve("damaged.parquet");
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      // Where the metadata lies, damage does most.
      int near = random.nextBoolean() ? whole.length : Math.min(whole.length, 600);
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[whole.length - 1 - random.nextInt(near)] = (byte) random.nextInt();
      }
      Files.write(path, damaged);
      int[] count = new int[1];
      long[] missing = new long[1];
      try (EntryCursor cursor =
          EntryFile.read(
              disk,
              path,
              FIRST,
              new IndexRange(FIRST, entries.size()),
              (part, why) -> missing[0] += part.count())) {
        while (cursor.next()) {
          assertThat(cursor.header().length + cursor.payload().length).isGreaterThanOrEqualTo(0);
          assertThat(cursor.index()).isBetween(FIRST, FIRST + entries.size() - 1);
          count[0]++;
        }
      }
      assertThat(count[0] + missing[0]).as("seed %d", seed).isEqualTo(entries.size());
    }
  }
}
