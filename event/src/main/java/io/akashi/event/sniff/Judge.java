package io.akashi.event.sniff;

import io.akashi.event.Column;
import io.akashi.event.sniff.Headings.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one column most likely is, by its heading and by its values, without regard to the others.
 */
final class Judge {
  private static final ValueWords WORDS = ValueWords.shipped();
  private static final int MOST_CODES = 80;

  /** Names that often mean the machine which writes the log. */
  private static final Set<String> SERVERS =
      Set.of(
          "host",
          "hostname",
          "ホスト",
          "ホスト名",
          "machinename",
          "devicename",
          "device",
          "コンピュタ",
          "機器名",
          "machine");

  private static final Pattern MEDICAL = Pattern.compile(".*(検査|測定|所見|診断|血液|感染|健診|尿|培養).*結果.*");

  /** Headings of outcomes that are not the findings of doctors or the states of things. */
  private static final Pattern RESULTS = Pattern.compile(".*(結果|result|成否).*");

  private static final Pattern GOOD_IS_ONE = Pattern.compile(".*(成功|success|成否|succeeded|合否|可否).*");
  private static final Pattern ZERO_IS_GOOD =
      Pattern.compile(".*(エラ|error|失敗|戻り値|リタン|return|終了コド|exitcode|^rc$).*");

  private final String name;
  private final Values values;
  private final Meaning heading;
  private final boolean named;

  Judge(String name, boolean named, Values values) {
    this.name = name;
    this.named = named;
    this.values = values;
    this.heading = named ? Headings.shipped().of(name) : Headings.shipped().of("");
  }

  /** Every reading of the column, the likeliest first; never empty. */
  List<ColumnProposal> readings() {
    List<ColumnProposal> readings = new ArrayList<>();
    if (values.isEmpty()) {
      readings.add(empty());
      return readings;
    }
    for (Concept concept : heading.concepts()) {
      ColumnProposal reading = read(concept);
      if (reading != null) {
        readings.add(reading);
      }
      second(concept, readings);
    }
    if (readings.isEmpty()) {
      ByValues byValues = new ByValues(name, values, named);
      readings.addAll(byValues.readings());
    }
    readings.sort((a, b) -> Double.compare(rank(b), rank(a)));
    readings.add(none("見出しも値も知られていない / neither heading nor values are known", 0.3));
    return readings;
  }

  /** What it may be when another column is the better one. */
  private void second(Concept concept, List<ColumnProposal> readings) {
    if (concept == Concept.OPERATION && values.averageLength() >= 8) {
      readings.add(of(Column.MESSAGE, 0.55, "操作の見出しに文章 / sentences below a heading of operations"));
    } else if (concept == Concept.USER_NAME && values.areCodes() && !values.areNames()) {
      readings.add(of(Column.USER_NAME, 0.6, "見出し / the heading"));
    }
  }

  private static double rank(ColumnProposal reading) {
    return reading.target() == null ? reading.confidence() - 0.02 : reading.confidence();
  }

  private ColumnProposal empty() {
    for (Concept concept : heading.concepts()) {
      Column column = concept.column();
      if (column != null) {
        boolean coded = column == Column.KIND || column == Column.OUTCOME;
        return heading.exact() && !concept.isUnsure() && !coded
            ? of(column, 0.7, "見出しだけから（値がない） / by the heading alone, there are no values")
            : none("値がない / there are no values", 0.5);
      }
    }
    return none("値がない / there are no values", 0.97);
  }

  private @Nullable ColumnProposal read(Concept concept) {
    double sure = heading.exact() ? 0.97 : 0.7;
    return switch (concept) {
      case USER, USER_ID, USER_NAME -> person(concept, sure);
      case PATIENT, PATIENT_ID -> patient(sure);
      case TERMINAL, TERMINAL_OR_ADDRESS -> place(concept, sure);
      case ADDRESS, TARGET_ADDRESS ->
          values.areAddresses() ? of(concept, sure, "見出しと値 / heading and values") : null;
      case TARGET_PORT ->
          values.areDigits() && values.share(v -> v.length() <= 5) == 1
              ? of(concept, sure, "見出しと値 / heading and values")
              : null;
      case SEQUENCE -> sequence(sure);
      case OPERATION, UNSURE_OPERATION ->
          operation(concept == Concept.OPERATION && heading.exact());
      case OUTCOME -> outcome();
      case USER_ROLE, UNSURE_ROLE -> role(concept, sure);
      case CATEGORY -> category(sure);
      case MESSAGE, UNSURE_MESSAGE -> message(concept);
      case NOTHING ->
          none("知られた見出しだが、対応する列がない / known, but no column holds it", heading.exact() ? 0.9 : 0.6);
      case UNSURE -> none("見出しの意味が決まらない / the heading may mean several things", 0.4);
      case ON_BEHALF_OF, TARGET_USER -> of(concept, Math.min(sure, 0.88), "見出し / the heading");
      case AUTH_METHOD,
          PURPOSE,
          PROTOCOL,
          SESSION_ID,
          OBJECT_ID,
          OBJECT_NAME,
          OBJECT_TYPE,
          ENCOUNTER_ID,
          PROGRAM,
          SYSTEM ->
          of(concept, Math.min(sure, 0.92), "見出し / the heading");
      case OBJECT_TIME,
          UNSURE_PRINCIPAL,
          UNSURE_TARGET_USER,
          UNSURE_CATEGORY,
          UNSURE_OBJECT_ID,
          UNSURE_OBJECT_NAME,
          UNSURE_PROGRAM ->
          concept == Concept.OBJECT_TIME
              ? null
              : of(concept, 0.6, "見出しから推測 / guessed from the heading");
    };
  }

  /** A category may be one of events too; only words of information settle it. */
  private ColumnProposal category(double sure) {
    boolean plain = Words.heading(name).startsWith("情報") || Words.heading(name).endsWith("情報");
    boolean known = values.share(WORDS::isCategory) >= 0.3;
    return of(
        Column.CATEGORY, Math.min(sure, known ? 0.97 : plain ? 0.9 : 0.6), "見出し / the heading");
  }

  private @Nullable ColumnProposal person(Concept concept, double sure) {
    double rank =
        switch (heading.subject()) {
          case "user" -> sure;
          case "staff" -> Math.min(sure, 0.96);
          case "doer" -> Math.min(sure, 0.9);
          default -> concept == Concept.USER_NAME ? Math.min(sure, 0.92) : Math.min(sure, 0.9);
        };
    boolean names = values.areNames();
    boolean codes = values.areCodes();
    if (values.areAddresses() || values.areMacs()) {
      return null;
    }
    if (concept == Concept.USER_ID) {
      return names
          ? of(Column.USER_NAME, 0.7, "IDの見出しに氏名の値 / names below a heading of ids")
          : of(
              Column.USER_ID,
              codes ? rank : 0.6,
              codes ? "見出しと値 / heading and values" : "見出し / the heading");
    }
    if (names) {
      return of(Column.USER_NAME, rank, "見出しと、氏名の値 / heading, and values that are names");
    }
    if (codes && (values.areAccounts() || values.areDigits())) {
      return of(
          Column.USER_ID, Math.min(rank, 0.9), "利用者の見出しに符号の値 / codes below a heading of users");
    }
    return of(
        concept == Concept.USER_NAME ? Column.USER_NAME : Column.USER_ID,
        0.6,
        "見出しから推測 / guessed from the heading");
  }

  private @Nullable ColumnProposal patient(double sure) {
    if (values.areNames()) {
      return none("患者の氏名。対応する列がない / names of patients, which no column holds", 0.88);
    }
    return values.areCodes()
        ? of(Column.PATIENT_ID, sure, "見出しと値 / heading and values")
        : of(Column.PATIENT_ID, 0.6, "見出し、値は符号ではない / the heading, but values are no codes");
  }

  private ColumnProposal place(Concept concept, double sure) {
    if (values.areAddresses()) {
      return of(
          Column.ADDRESS,
          Math.min(sure, 0.93),
          "端末の見出しにIPアドレス / addresses below a heading of terminals");
    }
    if (values.areMacs()) {
      return none("MACアドレス / hardware addresses", 0.88);
    }
    boolean server = SERVERS.contains(Words.heading(name)) || heading.subject().equals("from");
    boolean plain = concept == Concept.TERMINAL && !server;
    double most =
        plain ? sure : values.areHosts() ? 0.92 : server || !values.areCodes() ? 0.7 : 0.88;
    most = server && values.distinct() == 1 ? 0.6 : most;
    return of(Column.TERMINAL, Math.min(sure, most), "見出し / the heading");
  }

  private @Nullable ColumnProposal sequence(double sure) {
    if (values.areSequence()) {
      return of(Column.SEQUENCE, sure, "一件ずつ増える番号 / a number that rises with each record");
    }
    boolean numbers = values.areDigits() && values.share(v -> v.matches("\\d{1,18}")) == 1;
    return numbers && heading.exact() && values.distinct() == values.filled()
        ? of(Column.SEQUENCE, 0.6, "番号だが増え方が一定でない / a number, but it does not rise")
        : null;
  }

  private @Nullable ColumnProposal operation(boolean plain) {
    if (values.distinct() > MOST_CODES) {
      return plain && values.averageLength() > 8
          ? of(Column.MESSAGE, 0.6, "操作の見出しに文章 / sentences below a heading of operations")
          : null;
    }
    double known = values.share(v -> WORDS.operation(v) != null);
    double told =
        values.share(v -> {
          String kind = WORDS.operation(v);
          return kind != null && !kind.isEmpty();
        });
    Map<String, String> meanings = meanings(WORDS::operation);
    if (plain && known >= 0.5) {
      return coded(
          Column.KIND,
          told < 0.3 ? 0.88 : values.averageLength() < 8 ? 0.98 : 0.9,
          "見出しと、操作の語 / heading, and words of operations",
          meanings);
    }
    if (plain) {
      boolean codes =
          values.share(v -> v.length() <= 24) > 0.95
              && values.distinct() <= 40
              && values.distinct() * 2 <= values.filled();
      return codes
          ? coded(
              Column.KIND,
              known > 0 ? 0.9 : 0.87,
              "見出し。値の意味は未定 / the heading; what the values mean is open",
              meanings)
          : of(Column.MESSAGE, 0.5, "操作の見出しに文章 / sentences below a heading of operations");
    }
    return known >= 0.6 && told >= 0.4 && values.distinct() >= 2
        ? coded(Column.KIND, told >= 0.9 ? 0.93 : 0.8, "操作の語 / words of operations", meanings)
        : null;
  }

  private @Nullable ColumnProposal outcome() {
    String word = Words.heading(name);
    if (values.distinct() > 12 || MEDICAL.matcher(word).matches()) {
      return null;
    }
    double known = values.share(v -> WORDS.outcomeOrMark(v) != null);
    if (known >= 0.8) {
      return coded(
          Column.OUTCOME,
          known > 0.99 && heading.exact() ? 0.97 : 0.88,
          "見出しと、結果の語 / heading, and words of outcomes",
          meanings(WORDS::outcomeOrMark));
    }
    boolean flags = values.share(v -> v.equals("0") || v.equals("1")) == 1;
    boolean codes = values.share(v -> v.matches("[0-9A-Z]{1,4}")) == 1;
    if (flags && (GOOD_IS_ONE.matcher(word).matches() && !word.contains("失敗"))) {
      return coded(
          Column.OUTCOME,
          0.9,
          "見出しが1の向きを示す / the heading says what 1 means",
          Map.of("1", "success", "0", "failure"));
    }
    if (codes && ZERO_IS_GOOD.matcher(word).matches()) {
      return coded(
          Column.OUTCOME,
          0.87,
          "エラーの見出しでは0が正常 / below a heading of errors 0 is good",
          meanings(v -> v.matches("0+") ? "success" : "failure"));
    }
    boolean plainCodes = values.share(v -> v.matches("[0-9]{1,2}")) == 1 && values.distinct() <= 3;
    return plainCodes && heading.exact() && RESULTS.matcher(word).matches()
        ? coded(
            Column.OUTCOME,
            0.86,
            "見出し。値の向きは未定 / the heading; which value is good is open",
            meanings(_ -> null))
        : null;
  }

  private @Nullable ColumnProposal role(Concept concept, double sure) {
    double known = values.share(WORDS::isRole);
    if (known >= 0.5) {
      return of(Column.USER_ROLE, sure, "見出しと、職種の語 / heading, and words of professions");
    }
    return of(
        Column.USER_ROLE,
        concept == Concept.UNSURE_ROLE ? 0.5 : Math.min(sure, 0.87),
        "見出し / the heading");
  }

  private ColumnProposal message(Concept concept) {
    boolean prose = values.averageLength() >= 6;
    double sure = concept == Concept.MESSAGE ? (heading.exact() && prose ? 0.9 : 0.7) : 0.6;
    return of(Column.MESSAGE, sure, "見出しと文章 / heading and prose");
  }

  private Map<String, String> meanings(Function<String, @Nullable String> of) {
    Map<String, String> meanings = new TreeMap<>();
    for (String value : values.counts().keySet()) {
      String meaning = of.apply(value);
      meanings.put(value, meaning == null ? "" : meaning);
    }
    return meanings;
  }

  ColumnProposal none(String reason, double confidence) {
    return new ColumnProposal(
        name, null, confidence, reason, List.of(), Map.of(), values.samples());
  }

  private ColumnProposal of(Concept concept, double confidence, String reason) {
    return new ColumnProposal(
        name,
        concept.column(),
        concept.isUnsure() ? Math.min(confidence, 0.6) : confidence,
        reason,
        List.of(),
        Map.of(),
        values.samples());
  }

  private ColumnProposal of(Column target, double confidence, String reason) {
    return new ColumnProposal(
        name, target, confidence, reason, List.of(), Map.of(), values.samples());
  }

  private ColumnProposal coded(
      Column target, double confidence, String reason, Map<String, String> meanings) {
    return new ColumnProposal(
        name, target, confidence, reason, List.of(), meanings, values.samples());
  }
}
