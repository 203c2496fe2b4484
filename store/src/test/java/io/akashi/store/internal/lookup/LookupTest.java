package io.akashi.store.internal.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.OsDisk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.search.SealedBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lookup file says for every value exactly how many rows hold it. */
class LookupTest {
  private static final int ROWS = 20_000;
  private static final int PATIENTS = 3_001;

  @TempDir static Path folder;
  private static Engine engine;

  private final OsDisk disk = new OsDisk();
  private final Path file = folder.resolve("lookup");

  @BeforeAll
  static void startEngine() {
    engine = SealedBook.engine(folder);
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  private static String patient(long row) {
    return (row % 3 == 0 ? "患者" : "P") + row * row % PATIENTS;
  }

  private Lookup write() throws IOException {
    Map<Column, String> given =
        Map.of(
            Column.PATIENT_ID,
            "(CASE WHEN i % 3 = 0 THEN '患者' ELSE 'P' END) || (i * i % 3001)",
            Column.KIND,
            "CASE WHEN i % 10 = 0 THEN 'print' ELSE 'read' END",
            Column.TERMINAL,
            "CASE WHEN i % 5000 = 0 THEN repeat('x', 30000) || i ELSE '' END");
    String columns =
        Lookup.COLUMNS.stream()
            .map(c -> given.getOrDefault(c, "NULL::VARCHAR") + " AS " + Sql.name(c))
            .collect(Collectors.joining(", "));
    String relation =
        "SELECT %s, CASE WHEN i < 7 THEN NULL ELSE make_timestamp(i * 10 - 100000) END AS occurred_at, i * 10 AS \"index\" FROM range(%d) t(i)"
            .formatted(columns, ROWS);
    Files.write(file, LookupWriter.of(engine, relation));
    return Lookup.open(disk, file);
  }

  private Map<Long, Long> stretches(Lookup lookup, Map<Column, String> equal) throws IOException {
    return lookup.stretches(disk, equal).orElseThrow();
  }

  private long rows(Lookup lookup, Column column, String value) throws IOException {
    return stretches(lookup, Map.of(column, value)).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Test
  void saysInWhichStretchesAValueOccurs() throws IOException {
    Lookup lookup = write();
    Map<String, Map<Long, Long>> expected = new HashMap<>();
    for (long row = 0; row < ROWS; row++) {
      expected
          .computeIfAbsent(patient(row), patient -> new HashMap<>())
          .merge(row * 10 / Lookup.STRETCH, 1L, Long::sum);
    }
    for (Map.Entry<String, Map<Long, Long>> value : expected.entrySet()) {
      assertThat(stretches(lookup, Map.of(Column.PATIENT_ID, value.getKey())))
          .isEqualTo(value.getValue());
    }
    assertThat(lookup.stretches(disk, Map.of())).isEmpty();
  }

  @Test
  void saysWhereSeveralValuesMayMeet() throws IOException {
    Lookup lookup = write();
    String rare = "x".repeat(30_000) + 15_000;
    long there = 15_000 * 10 / Lookup.STRETCH;
    assertThat(stretches(lookup, Map.of(Column.TERMINAL, rare, Column.KIND, "print")))
        .isEqualTo(Map.of(there, 1L));
    assertThat(stretches(lookup, Map.of(Column.TERMINAL, rare, Column.USER_ID, "nobody")))
        .isEmpty();
  }

  @Test
  void countsEveryValueAndNoOther() throws IOException {
    Lookup lookup = write();
    Map<String, Long> expected = new HashMap<>();
    for (long row = 0; row < ROWS; row++) {
      expected.merge(patient(row), 1L, Long::sum);
    }
    for (Map.Entry<String, Long> value : expected.entrySet()) {
      assertThat(rows(lookup, Column.PATIENT_ID, value.getKey())).isEqualTo(value.getValue());
      assertThat(rows(lookup, Column.PATIENT_ID, value.getKey() + "x")).isZero();
      assertThat(rows(lookup, Column.USER_ID, value.getKey())).isZero();
    }
    for (String other : new String[] {"", "A", "P", "P3002", "Z", "患", "者"}) {
      assertThat(rows(lookup, Column.PATIENT_ID, other)).as(other).isZero();
    }
  }

  @Test
  void countsFewLongAndEmptyValues() throws IOException {
    Lookup lookup = write();
    assertThat(rows(lookup, Column.KIND, "print")).isEqualTo(ROWS / 10);
    assertThat(rows(lookup, Column.KIND, "read")).isEqualTo(ROWS * 9 / 10);
    assertThat(rows(lookup, Column.TERMINAL, "")).isEqualTo(ROWS - 4);
    assertThat(rows(lookup, Column.TERMINAL, "x".repeat(30_000) + 5_000)).isEqualTo(1);
    assertThat(lookup.untimed()).isEqualTo(7);
  }

  @Test
  void knowsTheTimesOfStretches() throws IOException {
    Lookup lookup = write();
    assertThat(lookup.times(IndexRange.between(0, 65_536)))
        .contains(new Lookup.Times(70 - 100_000, 65_530 - 100_000));
    assertThat(lookup.times(IndexRange.between(65_536, 196_608)))
        .contains(new Lookup.Times(65_540 - 100_000, 196_600 - 100_000));
    assertThat(lookup.times(IndexRange.between(262_144, 327_680))).isEmpty();
  }

  @Test
  void saysThatItIsDamagedInsteadOfAWrongCount() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 97) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x04;
      Files.write(file, damaged);
      try {
        Lookup lookup = Lookup.open(disk, file);
        for (long row = 0; row < 300; row++) {
          assertThat(rows(lookup, Column.PATIENT_ID, patient(row))).isPositive();
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining(file.getFileName().toString());
      }
    }
    Files.write(file, new byte[10]);
    assertThatThrownBy(() -> Lookup.open(disk, file)).isInstanceOf(IOException.class);
  }
}
