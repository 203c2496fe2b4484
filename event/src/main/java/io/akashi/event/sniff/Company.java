package io.akashi.event.sniff;

import io.akashi.event.Column;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What columns say about each other: who logs in is there in lines of logins, and a patient is not;
 * one id has one name and one profession; where errors are described there was a failure.
 */
final class Company {
  private static final Set<String> SESSIONS = Set.of("login", "logout", "login_failure");

  private static final Set<String> BARE =
      Set.of("氏名", "姓名", "名前", "漢字氏名", "漢字名", "名", "name", "fullname");

  private final List<Values> values;
  private final List<ColumnProposal> columns;
  private final BitSet sessions = new BitSet();

  Company(List<Values> values, List<ColumnProposal> columns) {
    this.values = values;
    this.columns = new ArrayList<>(columns);
    int kind = at(Column.KIND);
    if (kind >= 0) {
      List<String> cells = values.get(kind).all();
      for (int row = 0; row < cells.size(); row++) {
        if (SESSIONS.contains(columns.get(kind).meanings().getOrDefault(cells.get(row), ""))) {
          sessions.set(row);
        }
      }
    }
  }

  List<ColumnProposal> heard() {
    names();
    people();
    patients();
    direction();
    return columns;
  }

  private int at(Column target) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).target() == target) {
        return i;
      }
    }
    return -1;
  }

  /** 氏名 alone may be the patient's: then it goes with the patient and not with the user. */
  private void names() {
    int name = at(Column.USER_NAME);
    int patient = at(Column.PATIENT_ID);
    int user = at(Column.USER_ID);
    if (name >= 0
        && patient >= 0
        && !isGuess(patient)
        && BARE.contains(Words.heading(columns.get(name).name()))
        && decides(patient, name)
        && !(user >= 0 && decides(user, name))) {
      columns.set(
          name, columns.get(name).without("患者番号ごとに決まる氏名 / names that go with the patient", 0.6));
    }
  }

  private void people() {
    int id = at(Column.USER_ID);
    int name = at(Column.USER_NAME);
    int role = at(Column.USER_ROLE);
    boolean pair = id >= 0 && name >= 0 && decides(id, name) && decides(name, id);
    if (name >= 0 && isGuess(name) && (isActor(name) || (role >= 0 && decides(name, role)))) {
      raise(name, pair ? 0.88 : 0.7, "ログインの行にもある氏名 / names that stand in lines of logins too");
    }
    if (id >= 0 && isGuess(id) && pair && (isActor(id) || (role >= 0 && decides(id, role)))) {
      raise(id, 0.88, "氏名と一対一で、ログインの行にもある / goes with one name, and stands in lines of logins");
    } else if (id >= 0 && isGuess(id) && name < 0 && isActor(id) && rivals(id) == 0) {
      raise(id, 0.86, "ログインの行にもあるID / an id that stands in lines of logins too");
    }
  }

  /** Other columns of accounts that also stand in lines of logins. */
  private long rivals(int column) {
    long rivals = 0;
    for (int i = 0; i < columns.size(); i++) {
      rivals +=
          i != column
                  && columns.get(i).target() == null
                  && values.get(i).areAccounts()
                  && isActor(i)
              ? 1
              : 0;
    }
    return rivals;
  }

  private void patients() {
    int patient = at(Column.PATIENT_ID);
    if (patient < 0 || !isGuess(patient)) {
      return;
    }
    int alike = 0;
    for (int i = 0; i < columns.size(); i++) {
      alike += i != patient && values.get(i).areWideNumbers() && isAbsentFromSessions(i) ? 1 : 0;
    }
    Values numbers = values.get(patient);
    boolean again = numbers.distinct() < numbers.filled();
    if (isAbsentFromSessions(patient) && alike == 0 && again) {
      raise(patient, 0.87, "ログインの行にはない、繰り返す番号 / numbers that recur and are absent from logins");
    } else if (isActor(patient)) {
      columns.set(
          patient,
          columns
              .get(patient)
              .without("ログインの行にもある番号 / numbers that stand in lines of logins too", 0.4));
    }
  }

  /** 0 and 1 say nothing by themselves; a description of errors beside one of them does. */
  private void direction() {
    int outcome = at(Column.OUTCOME);
    if (outcome < 0
        || columns.get(outcome).meanings().values().stream().anyMatch(m -> !m.isEmpty())
        || values.get(outcome).distinct() != 2) {
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      String heading = Words.heading(columns.get(i).name());
      if (heading.matches(".*(エラ|error|失敗|異常|拒否).*") && !values.get(i).isEmpty()) {
        String bad = markedBy(i, outcome);
        if (bad != null) {
          Map<String, String> meanings = new HashMap<>();
          columns
              .get(outcome)
              .meanings()
              .keySet()
              .forEach(v -> meanings.put(v, v.equals(bad) ? "failure" : "success"));
          ColumnProposal before = columns.get(outcome);
          columns.set(
              outcome,
              new ColumnProposal(
                  before.name(),
                  before.target(),
                  0.9,
                  "向きは列「%s」から / its direction by the column %s"
                      .formatted(columns.get(i).name(), columns.get(i).name()),
                  List.of(),
                  meanings,
                  before.samples()));
          return;
        }
      }
    }
  }

  /** The outcome in all lines in which the column says something, and in no other line. */
  private @Nullable String markedBy(int column, int outcome) {
    String bad = null;
    for (int row = 0; row < values.get(column).all().size(); row++) {
      String said = values.get(outcome).all().get(row);
      if (!values.get(column).all().get(row).isEmpty()) {
        if (bad != null && !bad.equals(said)) {
          return null;
        }
        bad = said;
      }
    }
    for (int row = 0; bad != null && row < values.get(column).all().size(); row++) {
      if (values.get(column).all().get(row).isEmpty()
          && bad.equals(values.get(outcome).all().get(row))) {
        return null;
      }
    }
    return bad;
  }

  private boolean isGuess(int column) {
    return columns.get(column).confidence() < 0.85;
  }

  private void raise(int column, double confidence, String why) {
    ColumnProposal before = columns.get(column);
    // A heading that nobody knows still speaks against it.
    if (before.confidence() < confidence && before.name().startsWith("列")) {
      columns.set(column, before.with(confidence, why));
    }
  }

  private boolean isActor(int column) {
    return sessions.cardinality() >= 2
        && sessions.stream().noneMatch(row -> values.get(column).all().get(row).isEmpty());
  }

  private boolean isAbsentFromSessions(int column) {
    return sessions.cardinality() >= 2
        && sessions.stream().allMatch(row -> values.get(column).all().get(row).isEmpty());
  }

  /**
   * Whether one value of a column always goes with the same of the other, some of them repeatedly.
   */
  private boolean decides(int one, int other) {
    Map<String, String> with = new HashMap<>();
    int again = 0;
    for (int row = 0; row < values.get(one).all().size(); row++) {
      String key = values.get(one).all().get(row);
      String value = values.get(other).all().get(row);
      String before = key.isEmpty() ? null : with.putIfAbsent(key, value);
      if (before != null && !before.equals(value)) {
        return false;
      }
      again += before == null ? 0 : 1;
    }
    return again >= 3;
  }
}
