package io.akashi.event.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table of meanings says what it says, and the ids that matter are in it. */
class MeaningRowsTest {
  /** What an event must be that has these data. */
  record Wanted(String provider, String id, String data, String kind, String columns) {}

  /** A row of the table for one id. */
  record Row(String provider, String id, String when, String kind, String action, String columns) {}

  private static List<String> lines(Class<?> beside, String resource) throws IOException {
    try (InputStream in = beside.getResourceAsStream(resource);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }
  }

  static List<Wanted> wanted() throws IOException {
    return lines(MeaningRowsTest.class, "/windows/wanted.tsv").stream()
        .map(line -> line.split("\t", -1))
        .map(c -> new Wanted(c[0], c[1], c[2], c[3], c[4]))
        .toList();
  }

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String provider = "";
    for (String line : lines(MeaningTable.class, "meanings.txt")) {
      if (line.startsWith("[")) {
        provider = line.substring(1, line.length() - 1).split("\\|")[0];
        continue;
      }
      String[] c = line.strip().split("\\s{2,}");
      for (String id : c[0].split(",")) {
        String one = id.equals("*") ? "64999" : id;
        rows.add(new Row(provider, one, c[1], c[2].split("\\|")[0], c[3], c[5]));
      }
    }
    return rows;
  }

  private static AuditEvent read(String provider, String id, Map<String, String> data) {
    WindowsEvent event = new WindowsEvent();
    event.system(WindowsEvent.PROVIDER, provider.equals("*") ? "Unheard-Of" : provider);
    event.system(WindowsEvent.EVENT_ID, id);
    data.forEach(event::data);
    return WindowsMeaning.apply(
            event, AuditEvent.builder(), new Fields(), SourceProfile.DEFAULT_ZONE)
        .build();
  }

  private static Map<String, String> pairs(String text, String divider) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (!text.equals("-")) {
      for (String pair : text.split(divider)) {
        int equals = pair.indexOf('=');
        pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("wanted")
  void readsWhatEveryHospitalNeeds(Wanted wanted) {
    AuditEvent event = read(wanted.provider, wanted.id, pairs(wanted.data, ";"));
    assertThat(event.text(Column.KIND)).isEqualTo(wanted.kind);
    pairs(wanted.columns, ";")
        .forEach((column, value) ->
            assertThat(event.get(Column.of(column).orElseThrow())).as(column).isEqualTo(value));
  }

  @Test
  void everyRowIsReachedAndFillsItsColumns() throws IOException {
    List<Row> rows = rows();
    assertThat(rows).hasSizeGreaterThan(300);
    for (Row row : rows) {
      Map<String, String> data = conditions(row.when);
      Map<String, Object> expected = new LinkedHashMap<>();
      columns(row.columns, data, expected);
      AuditEvent event = read(row.provider, row.id, data);
      assertThat(event.text(Column.KIND)).as("%s", row).isEqualTo(row.kind);
      String action = row.action.equals("-") ? null : row.action;
      assertThat(event.text(Column.ACTION)).as("%s", row).isEqualTo(action);
      expected.forEach((column, value) ->
          assertThat(event.get(Column.of(column).orElseThrow()))
              .as("%s %s", row, column)
              .isEqualTo(value));
    }
  }

  /** Every name that a row asks for says something: its place in the list of those it asks for. */
  private static void columns(String cell, Map<String, String> data, Map<String, Object> expected) {
    if (cell.equals("-")) {
      return;
    }
    for (String one : cell.split(";")) {
      String[] sides = one.strip().split("=", 2);
      if (sides[1].startsWith("'")) {
        expected.put(sides[0], sides[1].substring(1, sides[1].length() - 1));
      } else if (!sides[1].isEmpty()) {
        List<String> names = Arrays.asList(sides[1].split("\\|"));
        names.forEach(name -> data.putIfAbsent(name, String.valueOf(1_000 + data.size())));
        String value = data.get(names.getFirst());
        boolean whole = Column.of(sides[0]).orElseThrow().type() == Column.Type.INT;
        expected.put(sides[0], whole ? (Object) Integer.valueOf(value) : value);
      }
    }
  }

  private static Map<String, String> conditions(String cell) {
    Map<String, String> data = new LinkedHashMap<>();
    if (cell.equals("-")) {
      return data;
    }
    for (String one : cell.split(";")) {
      boolean word = one.indexOf('=') > 0;
      String[] sides = one.split(word ? "=" : "&", 2);
      data.put(sides[0], word ? sides[1].split("\\|")[0] : sides[1]);
    }
    return data;
  }
}
