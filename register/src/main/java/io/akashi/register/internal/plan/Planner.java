package io.akashi.register.internal.plan;

import io.akashi.register.Batch;
import io.akashi.register.ImportFile;
import io.akashi.register.Preview;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import io.akashi.register.State;
import io.akashi.register.internal.table.Table;
import io.akashi.register.internal.table.TableException;
import io.akashi.register.internal.table.Tables;
import io.akashi.register.internal.text.Norm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a file with a register. For one thread and one file; writes nothing. */
public final class Planner<R extends Record> {
  private static final String SYSTEM = "system";

  private final Schema<R> schema;
  private final State state;
  private final ImportFile file;
  private final ZoneId zone;
  private final List<Preview.Planned<R>> added = new ArrayList<>();
  private final List<Preview.Planned<R>> changed = new ArrayList<>();
  private final List<Preview.Refused> refused = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<List<String>> named = new HashSet<>();
  private boolean isEveryRowNamed = true;
  private int unchanged;

  public Planner(Schema<R> schema, State state, ImportFile file, ZoneId zone) {
    this.schema = schema;
    this.state = state;
    this.file = file;
    this.zone = zone;
  }

  /**
   * What importing the file would do.
   *
   * @throws TableException when it is no table of this register
   */
  public Preview<R> plan() throws TableException {
    Map<String, Object> given = given();
    List<Table> tables = Tables.read(file);
    HeadingLine line = HeadingLine.find(tables, schema, List.copyOf(given.keySet()));
    notes.addAll(line.table().notes());
    if (tables.size() > 1) {
      notes.add(
          "シート「%1$s」を読みました（%2$d 枚のうち）。 / read the sheet %1$s of %2$d"
              .formatted(line.table().name(), tables.size()));
    }
    Map<List<String>, List<RowReader.Read>> byKey = read(line, given);
    byKey.values().forEach(this::compare);
    Set<String> systems = systems(given);
    List<Row<R>> vanished = vanished(systems);
    boolean closing = file.whole() && isEveryRowNamed;
    if (file.whole() && !isEveryRowNamed) {
      notes.add(
          "キーの読めない行があるため、名前のない行を台帳から外しません。 / nothing is closed, because a row has no readable key");
    }
    if (!vanished.isEmpty() && !closing) {
      notes.add(
          ("この表にない行が台帳に %1$d 行あります。全体の一覧なら --whole を付けてください。付けないと台帳の新しさは更新されません。"
                  + " / the register has %1$d rows that the table does not name: if it is the whole list, say --whole; else the register is"
                  + " no fresher for it")
              .formatted(vanished.size()));
    }
    refused.sort(Comparator.comparingInt(Preview.Refused::line));
    int rows = added.size() + changed.size() + unchanged + refused.size();
    return new Preview<>(
        schema,
        new Batch.Source(
            file.name(),
            sha256(file.content()),
            List.copyOf(systems),
            closing,
            rows,
            added.size(),
            changed.size(),
            unchanged,
            refused.size(),
            closing ? vanished.size() : 0,
            closing ? 0 : vanished.size()),
        state.index(),
        line.mapping().shown(schema, line.headings()),
        added,
        changed,
        unchanged,
        refused,
        vanished,
        closing,
        notes);
  }

  private Map<String, Object> given() throws TableException {
    Optional<String> system = file.system().map(Norm::plain).filter(s -> !s.isEmpty());
    if (system.isPresent() && schema.indexOf(SYSTEM) < 0) {
      throw new TableException(
          "%s台帳にはシステムの列がありません。--system を外してください。".formatted(schema.register().ja()),
          "the register %s has no systems: leave --system out".formatted(schema.id()));
    }
    return system.<Map<String, Object>>map(s -> Map.of(SYSTEM, s)).orElse(Map.of());
  }

  /** The readable rows by key in the order of the file; the others are refused here. */
  private Map<List<String>, List<RowReader.Read>> read(
      HeadingLine line, Map<String, Object> given) {
    RowReader reader = new RowReader(schema, line, given, zone);
    Map<List<String>, List<RowReader.Read>> byKey = new LinkedHashMap<>();
    List<Integer> passedOver = new ArrayList<>();
    for (Table.Line row : line.rows()) {
      if (line.isRepeated(row) || reader.isEmpty(row)) {
        passedOver.add(row.number());
        continue;
      }
      RowReader.Read read = reader.read(row);
      List<String> key = read.key();
      if (key == null) {
        isEveryRowNamed = false;
      } else {
        named.add(key);
      }
      if (read.refusal() != null || key == null) {
        refuse(read.line(), String.valueOf(read.refusal()));
      } else {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(read);
      }
    }
    if (!passedOver.isEmpty()) {
      notes.add(
          "読む列が空の行と、見出しの繰り返しを飛ばしました: %1$s 行目 / passed over lines %1$s: empty, or headings again"
              .formatted(some(passedOver)));
    }
    return byKey;
  }

  private static String some(List<Integer> lines) {
    int shown = 10;
    String first = String.join("、", lines.stream().limit(shown).map(String::valueOf).toList());
    return lines.size() <= shown ? first : first + "…（%d）".formatted(lines.size());
  }

  private void refuse(int line, String reason) {
    refused.add(new Preview.Refused(line, reason));
  }

  /** Rows of one key: one is compared, its equals are unchanged, different ones are refused. */
  private void compare(List<RowReader.Read> rows) {
    RowReader.Read first = rows.getFirst();
    if (rows.stream().allMatch(row -> row.values().equals(first.values()))) {
      String refusal = compare(first);
      if (refusal != null) {
        rows.forEach(row -> refuse(row.line(), refusal));
      } else {
        unchanged += rows.size() - 1;
      }
      return;
    }
    for (RowReader.Read row : rows) {
      List<Integer> others =
          rows.stream().map(RowReader.Read::line).filter(l -> l != row.line()).toList();
      refuse(
          row.line(),
          "同じ %1$s が %2$s 行目にもあり、内容が違います / line %2$s has the same key and other values"
              .formatted(row.key(), some(others)));
    }
  }

  /** Why the row cannot be taken, null when it was. */
  private @Nullable String compare(RowReader.Read read) {
    Row<R> before = state.find(schema.type(), read.knownKey()).orElse(null);
    R after;
    try {
      after = schema.make(merged(before, read.values()));
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    if (before == null) {
      added.add(new Preview.Planned<>(read.line(), null, after));
    } else if (before.value().equals(after)) {
      unchanged++;
    } else {
      changed.add(new Preview.Planned<>(read.line(), before, after));
    }
    return null;
  }

  /** What the file says, and where it has no column what the register says. */
  private List<@Nullable Object> merged(
      @Nullable Row<R> before, Map<Integer, @Nullable Object> values) {
    List<@Nullable Object> kept = before == null ? List.of() : schema.values(before.value());
    List<@Nullable Object> merged = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      boolean isKept = !values.containsKey(i) && i < kept.size();
      merged.add(isKept ? kept.get(i) : values.get(i));
    }
    return merged;
  }

  /** Those of all rows with a readable key, refused ones too. */
  private Set<String> systems(Map<String, Object> given) {
    int column = schema.indexOf(SYSTEM);
    Set<String> systems = new TreeSet<>();
    given.values().forEach(value -> systems.add(value.toString()));
    if (column >= 0) {
      for (List<String> key : named) {
        systems.add(key.get(keyPart(column)));
      }
    }
    return systems;
  }

  private int keyPart(int column) {
    return (int) schema.columns().subList(0, column).stream().filter(Schema.Column::key).count();
  }

  private List<Row<R>> vanished(Set<String> systems) {
    int column = schema.indexOf(SYSTEM);
    List<Row<R>> vanished = new ArrayList<>();
    for (Row<R> row : state.rows(schema.type())) {
      List<String> key = schema.key(schema.values(row.value()));
      boolean isOfFile = column < 0 || systems.contains(key.get(keyPart(column)));
      if (isOfFile && !named.contains(key)) {
        vanished.add(row);
      }
    }
    return vanished;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
