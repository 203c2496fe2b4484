package io.akashi.register.internal.entry;

import io.akashi.register.Batch;
import io.akashi.register.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/** What an entry says to people, one Japanese sentence. */
public final class Sentences {
  private static final int LONGEST = 400;

  private Sentences() {}

  static String of(RegisterEntry.Changed changed, Schema<?> schema) {
    String what = schema.register().ja() + "「" + String.join(" / ", changed.key()) + "」を";
    Map<String, Object> before = changed.before();
    Map<String, Object> after = changed.after();
    String said;
    if (after == null) {
      said = what + "台帳から外す";
    } else if (before == null) {
      said = what + "追加" + values(schema, Map.of(), after);
    } else {
      said = what + "変更" + values(schema, before, after);
    }
    String whole =
        changed.author().reason().isEmpty() ? said : said + "。理由: " + changed.author().reason();
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 1) + "…";
  }

  private static String values(
      Schema<?> schema, Map<String, Object> before, Map<String, Object> after) {
    String difference = difference(schema, before, after);
    return difference.isEmpty() ? "" : ": " + difference;
  }

  /** As {@link Schema#difference}, of the values of two rows. */
  public static String difference(
      Schema<?> schema, Map<String, Object> before, Map<String, Object> after) {
    StringJoiner differences = new StringJoiner("、");
    for (Schema.Column column : schema.columns()) {
      Object from = before.get(column.id());
      Object to = after.get(column.id());
      if (Objects.equals(from, to) || column.key() || after.isEmpty()) {
        continue;
      }
      String arrow = from == null ? "" : printed(column, from) + " → ";
      differences.add(column.ja() + " " + arrow + (to == null ? "なし" : printed(column, to)));
    }
    return differences.toString();
  }

  /** A value as an entry has it: of a closed list its name. */
  private static String printed(Schema.Column column, Object json) {
    for (Map.Entry<String, Object> label : column.labels().entrySet()) {
      if (label.getValue() instanceof Enum<?> constant
          && constant.name().toLowerCase(Locale.ROOT).equals(json)) {
        return label.getKey();
      }
    }
    return column.print(json);
  }

  static String of(RegisterEntry.Committed committed, Schema<?> schema) {
    String register = schema.register().ja();
    Batch.Source source = committed.source();
    if (source == null) {
      return "%s台帳の変更 %d 件を確定".formatted(register, committed.count());
    }
    String systems =
        source.systems().isEmpty() ? "" : "（" + String.join("、", source.systems()) + "）";
    return "%s台帳%sに %s を取り込み: %d 行 = 追加 %d + 変更 %d + 変更なし %d + 受け付けず %d、台帳から外す %d"
        .formatted(
            register,
            systems,
            source.name(),
            source.rows(),
            source.added(),
            source.changed(),
            source.unchanged(),
            source.refused(),
            source.closed());
  }
}
