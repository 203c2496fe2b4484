package io.akashi.register.internal.entry;

import io.akashi.event.sentence.Language;
import io.akashi.register.Batch;
import io.akashi.register.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/** What an entry says to people, one sentence; values and reasons stand as they were typed. */
public final class Sentences {
  private static final int LONGEST = 400;

  private Sentences() {}

  static String of(RegisterEntry entry, Schema<?> schema, Language language) {
    String said =
        switch (entry) {
          case RegisterEntry.Changed changed ->
              language == Language.JAPANESE ? japanese(changed, schema) : english(changed, schema);
          case RegisterEntry.Committed committed ->
              language == Language.JAPANESE
                  ? japanese(committed, schema)
                  : english(committed, schema);
        };
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST - 1) + "…";
  }

  private static String japanese(RegisterEntry.Changed changed, Schema<?> schema) {
    String what = schema.register().ja() + "「" + String.join(" / ", changed.key()) + "」を";
    String reason = changed.author().reason();
    return what
        + done(changed, "台帳から外す", "追加", "変更")
        + values(changed, schema, Language.JAPANESE)
        + (reason.isEmpty() ? "" : "。理由: " + reason);
  }

  private static String english(RegisterEntry.Changed changed, Schema<?> schema) {
    String reason = changed.author().reason();
    return done(
            changed, "took out of the register", "added to the register", "changed in the register")
        + " of "
        + named(schema)
        + ": "
        + String.join(" / ", changed.key())
        + values(changed, schema, Language.ENGLISH)
        + (reason.isEmpty() ? "" : "; reason: " + reason);
  }

  private static String named(Schema<?> schema) {
    return schema.register().en().toLowerCase(Locale.ROOT);
  }

  private static String done(
      RegisterEntry.Changed changed, String taken, String added, String altered) {
    if (changed.after() == null) {
      return taken;
    }
    return changed.before() == null ? added : altered;
  }

  private static String values(RegisterEntry.Changed changed, Schema<?> schema, Language language) {
    Map<String, Object> before = changed.before();
    Map<String, Object> after = changed.after();
    if (after == null) {
      return "";
    }
    String difference = difference(schema, before == null ? Map.of() : before, after, language);
    if (difference.isEmpty()) {
      return "";
    }
    return (language == Language.JAPANESE ? ": " : ", ") + difference;
  }

  /** As {@link Schema#difference}, of the values of two rows. */
  public static String difference(
      Schema<?> schema, Map<String, Object> before, Map<String, Object> after, Language language) {
    boolean japanese = language == Language.JAPANESE;
    StringJoiner differences = new StringJoiner(japanese ? "、" : ", ");
    for (Schema.Column column : schema.columns()) {
      Object from = before.get(column.id());
      Object to = after.get(column.id());
      if (Objects.equals(from, to) || column.key() || after.isEmpty()) {
        continue;
      }
      String arrow = from == null ? "" : printed(column, from, language) + " → ";
      String none = japanese ? "なし" : "none";
      differences.add(
          (japanese ? column.ja() : column.en().toLowerCase(Locale.ROOT))
              + " "
              + arrow
              + (to == null ? none : printed(column, to, language)));
    }
    return differences.toString();
  }

  /** A value as an entry has it: of a closed list its name, in English its stable one. */
  private static String printed(Schema.Column column, Object json, Language language) {
    if (language == Language.ENGLISH) {
      return json instanceof Boolean yes ? (yes ? "yes" : "no") : json.toString();
    }
    for (Map.Entry<String, Object> label : column.labels().entrySet()) {
      if (label.getValue() instanceof Enum<?> constant
          && constant.name().toLowerCase(Locale.ROOT).equals(json)) {
        return label.getKey();
      }
    }
    return column.print(json);
  }

  private static String japanese(RegisterEntry.Committed committed, Schema<?> schema) {
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

  private static String english(RegisterEntry.Committed committed, Schema<?> schema) {
    Batch.Source source = committed.source();
    if (source == null) {
      return "confirmed changes in the register of %s: %d"
          .formatted(named(schema), committed.count());
    }
    String systems = source.systems().isEmpty() ? "" : " of " + String.join(", ", source.systems());
    return "imported %s into the register of %s%s: %d rows = %d added + %d changed + %d unchanged + %d refused; %d taken out"
        .formatted(
            source.name(),
            named(schema),
            systems,
            source.rows(),
            source.added(),
            source.changed(),
            source.unchanged(),
            source.refused(),
            source.closed());
  }
}
