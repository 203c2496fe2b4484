package io.akashi.cli.internal.show;

import io.akashi.register.Preview;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import java.io.PrintStream;
import java.util.List;

/** What an import would do, for a person: headings, the sum of the rows, and each that matters. */
public final class PreviewText {
  private static final int SHOWN = 100;

  private PreviewText() {}

  public static <R extends Record> void print(Preview<R> preview, PrintStream out) {
    Schema<R> schema = preview.schema();
    String systems =
        preview.source().systems().isEmpty()
            ? ""
            : "（" + String.join("、", preview.source().systems()) + "）";
    out.println(
        tame("%s → %s%s".formatted(preview.source().name(), schema.register().ja(), systems)));
    headings(preview, out);
    preview.notes().forEach(note -> out.println(tame("※ " + note)));
    changed(preview, out);
    if (!preview.vanished().isEmpty()) {
      out.printf(
          "台帳にあってこの表にない行 / in the register and not in this table: %d%s%n",
          preview.vanished().size(),
          preview.closing() ? "（台帳から外す / to be closed）" : "（--whole で台帳から外す）");
      for (Row<R> row : preview.vanished().stream().limit(SHOWN).toList()) {
        out.println(tame("  " + key(schema, row.value())));
      }
    }
    preview
        .refused()
        .forEach(refused ->
            out.println(tame("%d 行目を受け付けません: %s".formatted(refused.line(), refused.reason()))));
    out.printf(
        "行 / rows %d = 追加 added %d + 変更 changed %d + 変更なし unchanged %d + 受け付けず refused %d%n",
        preview.rows(),
        preview.added().size(),
        preview.changed().size(),
        preview.unchanged(),
        preview.refused().size());
  }

  private static void headings(Preview<?> preview, PrintStream out) {
    Table table = new Table("見出し", "項目");
    for (Preview.Heading heading : preview.headings()) {
      table.add(heading.text(), String.join(" ", heading.fields()) + heading.note().orElse(""));
    }
    table.print(out);
  }

  private static <R extends Record> void changed(Preview<R> preview, PrintStream out) {
    Schema<R> schema = preview.schema();
    for (Preview.Planned<R> planned : preview.changed().stream().limit(SHOWN).toList()) {
      Row<R> before = planned.before();
      R was = before == null ? null : before.value();
      out.println(
          tame(
              "%d 行目を変更 / changed: %s %s"
                  .formatted(
                      planned.line(),
                      key(schema, planned.after()),
                      schema.difference(was, planned.after()))));
    }
    if (preview.changed().size() > SHOWN) {
      out.printf("… 変更は全部で / changed in all: %d%n", preview.changed().size());
    }
  }

  private static <R extends Record> String key(Schema<R> schema, R row) {
    List<String> key = schema.key(schema.values(row));
    return String.join(" / ", key);
  }

  private static String tame(String line) {
    return Width.tame(line);
  }
}
