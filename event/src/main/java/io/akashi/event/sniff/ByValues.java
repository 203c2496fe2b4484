package io.akashi.event.sniff;

import io.akashi.event.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a column without a known heading may be, by its values alone: never more than likely. */
final class ByValues {
  private static final ValueWords WORDS = ValueWords.shipped();
  private static final int MOST_CODES = 80;

  private final String name;
  private final Values values;
  private final boolean named;
  private final List<ColumnProposal> readings = new ArrayList<>();

  /**
   * {@code named}: a heading stands above them that nobody knows, which speaks against any guess.
   */
  ByValues(String name, Values values, boolean named) {
    this.name = name;
    this.values = values;
    this.named = named;
  }

  List<ColumnProposal> readings() {
    words();
    if (values.areAddresses()) {
      add(Column.ADDRESS, 0.86, "IPアドレスの値 / values are addresses", Map.of());
    } else if (values.areCounted()) {
      add(Column.SEQUENCE, 0.86, "一件ずつ増える番号 / a number that rises with each record", Map.of());
    } else if (values.areHosts() && values.distinct() > 1) {
      add(Column.TERMINAL, 0.86, "端末名の形 / values look like names of terminals", Map.of());
    } else if (values.areSpacedNames()) {
      add(Column.USER_NAME, 0.6, "氏名の形 / values look like names of people", Map.of());
    } else if (values.areAccounts() && values.distinct() > 1) {
      add(Column.USER_ID, 0.6, "利用者IDの形 / values look like accounts", Map.of());
    } else if (values.areWideNumbers() && values.distinct() > 1 && !values.areSequence()) {
      add(Column.PATIENT_ID, number(), "桁のそろった番号 / numbers of one width", Map.of());
    } else if (values.averageLength() > 15 && !values.areCodes()) {
      add(Column.MESSAGE, 0.55, "文章 / prose", Map.of());
    }
    return readings;
  }

  /** Not every line is about a patient, and patients come again. */
  private double number() {
    boolean gaps = values.filled() < values.all().size();
    boolean again = values.distinct() < values.filled();
    return 0.5 + (gaps ? 0.05 : 0) + (again ? 0.05 : 0);
  }

  private void words() {
    if (values.distinct() > MOST_CODES || values.distinct() < 2) {
      return;
    }
    double told =
        values.share(v -> {
          String kind = WORDS.operation(v);
          return kind != null && !kind.isEmpty();
        });
    if (told >= 0.8 && values.distinct() >= 3) {
      add(Column.KIND, 0.93, "操作の語 / words of operations", meanings(WORDS::operation));
    } else if (told >= 0.5) {
      add(Column.KIND, 0.6, "操作の語がある / some words of operations", meanings(WORDS::operation));
    }
    if (values.distinct() <= 4 && values.share(v -> WORDS.outcome(v) != null) > 0.99) {
      add(Column.OUTCOME, 0.88, "結果の語 / words of outcomes", meanings(WORDS::outcome));
    }
    if (values.share(WORDS::isRole) >= 0.7) {
      add(Column.USER_ROLE, 0.9, "職種の語 / words of professions", Map.of());
    }
    if (values.share(WORDS::isCategory) >= 0.7) {
      add(Column.CATEGORY, 0.7, "情報種別の語 / words of kinds of information", Map.of());
    }
  }

  private Map<String, String> meanings(Function<String, @Nullable String> of) {
    Map<String, String> meanings = new TreeMap<>();
    for (String value : values.counts().keySet()) {
      String meaning = of.apply(value);
      meanings.put(value, meaning == null ? "" : meaning);
    }
    return meanings;
  }

  private void add(Column target, double confidence, String reason, Map<String, String> meanings) {
    readings.add(
        new ColumnProposal(
            name,
            target,
            named ? Math.min(confidence, 0.7) : confidence,
            reason,
            List.of(),
            meanings,
            values.samples()));
  }
}
