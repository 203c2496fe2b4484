package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.store.Query;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What to search for: the conditions of {@code search} and {@code export}. All of them must hold.
 */
final class SearchOptions {
  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "この時刻から。例: 2026-11-22、\"2026-11-22 09:00\"、2026-11-22T00:00:00Z / from this time on")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "この時刻の前まで。日付だけならその日を含む / before this time; of a bare date to the day's end")
  private @Nullable String to;

  @Option(names = "--user", paramLabel = "U", description = "利用者ID / user id")
  private @Nullable String user;

  @Option(names = "--patient", paramLabel = "P", description = "患者ID / patient id")
  private @Nullable String patient;

  @Option(names = "--terminal", paramLabel = "T", description = "端末 / terminal")
  private @Nullable String terminal;

  @Option(names = "--address", paramLabel = "A", description = "アドレス / address")
  private @Nullable String address;

  @Option(names = "--system", paramLabel = "S", description = "システム / system")
  private @Nullable String system;

  @Option(names = "--asset", paramLabel = "N", description = "資産番号 / asset number")
  private @Nullable String asset;

  @Option(names = "--source", paramLabel = "ID", description = "送信元ID / source id")
  private @Nullable String source;

  @Option(
      names = "--book",
      paramLabel = "B",
      description = "帳簿 / book: clinical, infrastructure, house, register, root")
  private @Nullable String book;

  @Option(
      names = "--kind",
      paramLabel = "K",
      description = "種別（日本語名も可） / kind, e.g. read, login_failure, 閲覧")
  private @Nullable String kind;

  @Option(
      names = "--category",
      paramLabel = "C",
      description = "情報種別 / category of the information")
  private @Nullable String category;

  @Option(
      names = "--object",
      paramLabel = "O",
      description = "対象のIDまたは名前 / id or name of the object")
  private @Nullable String object;

  @Option(
      names = "--outcome",
      paramLabel = "O",
      description = "結果 / outcome: success, minor, serious, major, unknown")
  private @Nullable String outcome;

  @Option(
      names = "--text",
      paramLabel = "S",
      description = "本文のどこかにある語（2文字以上） / words anywhere in the payload, two characters or more")
  private @Nullable String text;

  @Option(
      names = "--any-form",
      description = {
        "--text の表記ゆれ（全角・半角、ひらがな・カタカナ、大文字・小文字）を区別しない / width, kind of kana and case of --text",
        "make no difference: ﾔﾏﾀﾞ, やまだ and ヤマダ are the same"
      })
  private boolean anyForm;

  @Option(
      names = "--with-looks",
      description = {
        "Akashi での検索・閲覧の記録も探す（帳簿・送信元・システムを指定しない検索は、それ以外だけを探す） / finds looks at the log too; without it a",
        "search that names no book, source or system finds everything but them (who looked: --book house)"
      })
  private boolean withLooks;

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description =
          "並べ替え（既定 occurred_at、新しい順）。:asc または :desc を付けられる / order (default occurred_at, newest first);"
              + " :asc or :desc may follow")
  private String sort = Column.OCCURRED_AT.id();

  /**
   * The query.
   *
   * @param zone zone of times typed without an offset
   * @param limit most rows of a page
   * @throws CannotException when a value is none of its list
   */
  Query query(ZoneId zone, int limit) throws CannotException {
    Query.Builder query = Query.builder();
    String[] order = sort.split(":", 2);
    Column column = column(order[0]);
    boolean timely = column.type() != Column.Type.TEXT;
    return query
        .from(from == null ? null : TypedTime.parse("--from", from).start(zone))
        .to(to == null ? null : TypedTime.parse("--to", to).end(zone))
        .book(book == null ? null : BookOption.parse(book).id())
        .user(user)
        .patient(patient)
        .terminal(terminal)
        .address(address)
        .system(system)
        .asset(asset)
        .source(source)
        .kind(kind == null ? null : kind(kind))
        .category(category)
        .outcome(outcome == null ? null : outcome(outcome))
        .object(object)
        .text(text)
        .anyForm(anyForm)
        .withLooks(withLooks)
        .sort(column)
        .descending(order.length == 2 ? descending(order[1]) : timely)
        .limit(limit)
        .build();
  }

  private static Column column(String name) throws CannotException {
    Optional<Column> column = Column.of(name).filter(Query.SORTS::contains);
    return column.orElseThrow(() ->
        Choice.unknown(
            "--sort", name, Query.SORTS.stream().map(Column::id).collect(Collectors.toSet())));
  }

  private static boolean descending(String order) throws CannotException {
    return switch (order) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw Choice.unknown("--sort FIELD:", order, Set.of("asc", "desc"));
    };
  }

  private static String kind(String typed) throws CannotException {
    return Kind.named(typed)
        .map(Kind::id)
        .orElseThrow(() -> Choice.unknown("--kind", typed, Kind.ids()));
  }

  private static String outcome(String typed) throws CannotException {
    return Outcome.of(typed)
        .map(Outcome::id)
        .orElseThrow(() ->
            Choice.unknown(
                "--outcome",
                typed,
                Stream.of(Outcome.values()).map(Outcome::id).collect(Collectors.toSet())));
  }
}
