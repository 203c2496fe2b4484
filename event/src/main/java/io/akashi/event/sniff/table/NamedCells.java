package io.akashi.event.sniff.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Tables of lines whose cells bear their names. */
final class NamedCells {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 8;

  private NamedCells() {}

  static SampleTable pairs(List<String> lines, Pattern pair) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines) {
      List<String> found = Splitter.pairs(line, pair);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i + 1 < found.size(); i += 2) {
        row.putIfAbsent(found.get(i), found.get(i + 1));
      }
      rows.add(row);
    }
    return table(new RowShape.Pairs(separator(lines, pair)), rows);
  }

  /** What stands before most names. */
  private static String separator(List<String> lines, Pattern pair) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (String line : lines.subList(0, Math.min(50, lines.size()))) {
      var matcher = pair.matcher(line);
      while (matcher.find()) {
        if (matcher.start() > 0) {
          seen.merge(String.valueOf(line.charAt(matcher.start() - 1)), 1, Integer::sum);
        }
      }
    }
    return seen.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(" ");
  }

  static SampleTable json(List<String> lines) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines) {
      Map<String, String> row = new LinkedHashMap<>();
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
        parser.nextToken();
        object(parser, "", row, 0);
      } catch (JacksonException _) {
        row.putIfAbsent("", ""); // a broken line says nothing about the others
      }
      row.remove("");
      rows.add(row);
    }
    return table(new RowShape.JsonLines(), rows);
  }

  private static void object(JsonParser parser, String path, Map<String, String> row, int depth) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME && row.size() < Splitter.MOST_CELLS) {
      String name = path + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
        object(parser, name + ".", row, depth + 1);
      } else if (value != null && value.isStructStart()) {
        parser.skipChildren();
      } else {
        row.put(name, value == JsonToken.VALUE_NULL ? "" : String.valueOf(parser.getString()));
      }
    }
  }

  private static SampleTable table(RowShape shape, List<Map<String, String>> rows) {
    List<String> names =
        rows.stream()
            .flatMap(row -> row.keySet().stream())
            .distinct()
            .limit(Splitter.MOST_CELLS)
            .toList();
    List<List<String>> cells =
        rows.stream()
            .map(row -> names.stream().map(name -> row.getOrDefault(name, "").strip()).toList())
            .toList();
    return new SampleTable(
        shape, 0, names, names.stream().map(_ -> true).toList(), cells, List.of());
  }
}
