package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.ProgressLine;
import io.akashi.cli.internal.show.Table;
import io.akashi.cli.internal.show.Units;
import io.akashi.store.AgainstReport;
import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads everything again and names what is not as it was. */
@Command(
    name = "verify",
    description = {
      "全記録を読み直して改ざん・損傷がないか確かめます。 / Reads the log again and says whether it is as it was.",
      "終了コード / exit code: 0 正常 intact, 1 損傷（場所を表示） damaged, says where, 2 実行不可 cannot run"
    })
final class VerifyCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();

  @Option(
      names = "--deep",
      description = "解読もやり直し、検索用の列と比べる / also decode again and compare the columns")
  private boolean deep;

  @Option(names = "--book", paramLabel = "B", description = "この帳簿だけ / only this book")
  private @Nullable String book;

  @Option(
      names = "--since-last",
      description = "前回確かめたところから / from the last verified checkpoint on")
  private boolean sinceLast;

  @Option(
      names = "--resume",
      description = "中断した前回の検証の続きから / go on where an interrupted verification stopped")
  private boolean resume;

  @Option(
      names = "--against",
      paramLabel = "CHECKPOINT",
      description =
          "保管しておいたチェックポイントのファイルと一致するかだけを確かめる / only check that this is still the log that signed the"
              + " checkpoint in this file")
  private @Nullable Path against;

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    String checkpoint =
        against == null ? null : Files.readString(session.terminal().resolve(against));
    Set<Book> books = book == null ? EnumSet.allOf(Book.class) : EnumSet.of(BookOption.parse(book));
    return session
        .door()
        .enter(
            place,
            Need.ENTRIES,
            open -> checkpoint == null ? verify(open, books) : compare(open, checkpoint));
  }

  private int compare(OpenStore open, String checkpoint) throws Exception {
    AgainstReport report = open.store().verifyAgainst(checkpoint);
    session.terminal().out().println(report.sentence());
    return report.consistent() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private int verify(OpenStore open, Set<Book> books) throws Exception {
    var terminal = session.terminal();
    VerifyReport report;
    try (var progress = new ProgressLine(terminal.err(), terminal.caller().interactive())) {
      report =
          open.store()
              .verify(
                  new VerifyOptions(
                      books,
                      deep,
                      sinceLast,
                      resume,
                      at -> progress.show(at.book().id(), at.done(), at.total())));
    }
    print(report, terminal.out());
    return report.intact() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private static void print(VerifyReport report, PrintStream out) {
    Table table = new Table("帳簿", "結果", "件数", "チェックポイント", "未署名", "開始");
    for (VerifyReport.BookResult result : report.books()) {
      boolean damaged = report.damage().stream().anyMatch(d -> d.book() == result.book());
      table.add(
          result.book().id(),
          damaged ? "損傷 damaged" : "正常 intact",
          Units.count(result.entries()),
          Units.count(result.checkpoints()),
          Units.count(result.unsigned()),
          result.from() == 0 ? "" : "#" + result.from());
    }
    table.print(out);
    if (report.books().stream().anyMatch(result -> result.from() > 0)) {
      out.println(
          "「開始」より前は以前の検証が読んだとされる範囲で、その印はデータフォルダに書ける人なら書き換えられます。全部を読むには --since-last と --resume を付けずに実行してください。"
              + " / What stands before 開始 (the start) was read by an earlier run, as a mark says that whoever can"
              + " write the data directory can write, too: to read all, leave out --since-last and --resume.");
    }
    for (Damage damage : report.damage()) {
      out.printf(
          "  %s %s %s: %s%n", damage.book().id(), range(damage), damage.place(), damage.what());
    }
    out.println(report.intact() ? "異常なし / intact" : "損傷あり / damaged");
  }

  private static String range(Damage damage) {
    return damage.from() >= damage.to() ? "" : "#%d–#%d".formatted(damage.from(), damage.to() - 1);
  }
}
