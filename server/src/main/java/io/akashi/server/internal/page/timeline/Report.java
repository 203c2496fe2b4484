package io.akashi.server.internal.page.timeline;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.EventRow;
import io.akashi.server.internal.page.events.People;
import io.akashi.server.internal.page.events.VisibleText;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.store.Book;
import io.akashi.store.Page;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.Tally;
import io.akashi.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who saw a patient's information, to be handed out: every access in the order of time, with the
 * signed checkpoints it stands on.
 *
 * @param rows oldest first, at most {@value #MOST}: more come in further parts
 * @param before how many stand before the first of these
 * @param total how many all parts have
 * @param next the token of the next part, or null when this is the last
 * @param people how often each did it, the first one first
 * @param days on how many days there was an access
 * @param grounds what the rows stand on
 * @param unsigned rows whose entries no checkpoint covers yet
 */
record Report(
    List<Row> rows,
    long before,
    long total,
    @Nullable String next,
    List<Person> people,
    int days,
    List<Ground> grounds,
    long unsigned) {
  static final int A_PAGE = 1_000;
  static final int MOST = 5_000;

  /**
   * One access.
   *
   * @param user name and id
   * @param what kind and information
   * @param clock what is to be known of that time, as {@link EventRow#clock} says
   * @param book name of the book of its entry
   * @param index of its entry
   */
  record Row(
      @Nullable Instant at,
      @Nullable String clock,
      String user,
      String role,
      String department,
      String terminal,
      String system,
      String what,
      String outcome,
      String book,
      String index) {}

  /** One user. */
  record Person(String user, String role, String department, long accesses) {}

  /**
   * A checkpoint.
   *
   * @param root hash in base64
   * @param at when it was signed, if in this run of the server
   */
  record Ground(
      Book book, String origin, long size, String root, @Nullable Instant at, String key) {}

  /**
   * Reads one part of what a view finds; the view is ordered by time, {@value #A_PAGE} a page.
   *
   * @param token of the part, or null for the first
   */
  static Report of(View view, @Nullable String token, Store store, People people, Frame frame)
      throws StoreException {
    List<AuditEvent> events = new ArrayList<>();
    String next = token;
    do {
      Page page = view.page(next);
      events.addAll(page.rows());
      next = page.next();
    } while (next != null && events.size() < MOST);
    List<Row> rows = events.stream().map(event -> row(event, people, frame)).toList();
    List<Ground> grounds = grounds(events, store);
    // Counted behind the rows: what has come meanwhile must not make the numbers of one page
    // differ.
    long before = view.ahead(token);
    long total = next == null ? before + rows.size() : all(view);
    Set<String> days = new HashSet<>();
    rows.forEach(row -> days.add(frame.times().day(row.at())));
    return new Report(
        rows, before, total, next, people(rows), days.size(), grounds, unsigned(events, grounds));
  }

  /** Whether all of these are of one book, so that a number says which entry is meant. */
  public boolean isOfOneBook() {
    return grounds.size() == 1;
  }

  /** Whether there are others. */
  public boolean isPart() {
    return next != null || before > 0;
  }

  /**
   * Which part this is, from 1, as counted; 0 where it begins in the middle of one, because events
   * of an earlier time have come since the parts before were made.
   */
  public long part() {
    return before % MOST == 0 ? before / MOST + 1 : 0;
  }

  /** How many parts there are. */
  public long parts() {
    return Math.max(1, (total + MOST - 1) / MOST);
  }

  private static long all(View view) {
    Tally tally = view.tally(new Tally.ByValue(Column.KIND, 1));
    return tally.without()
        + tally.others()
        + tally.rows().stream().mapToLong(Tally.Row::events).sum();
  }

  private static Row row(AuditEvent event, People people, Frame frame) {
    String id = event.text(Column.USER_ID);
    People.Who who = id == null ? People.Who.UNKNOWN : people.of(id);
    String name = first(line(event, Column.USER_NAME), who.name());
    return new Row(
        event.time(Column.OCCURRED_AT),
        EventRow.clock(event),
        Stream.of(name, id == null ? "" : "(" + VisibleText.line(id) + ")")
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" ")),
        first(line(event, Column.USER_ROLE), who.job()),
        who.department(),
        first(line(event, Column.TERMINAL), line(event, Column.ADDRESS)),
        line(event, Column.SYSTEM),
        Stream.of(
                Cell.of(event, Column.KIND, frame).text(),
                first(line(event, Column.CATEGORY), line(event, Column.OBJECT_NAME)))
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" ")),
        Cell.of(event, Column.OUTCOME, frame).text(),
        Cell.of(event, Column.BOOK, frame).text(),
        String.valueOf(event.get(Column.INDEX)));
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String line(AuditEvent event, Column column) {
    String text = event.text(column);
    return text == null ? "" : VisibleText.line(text);
  }

  private static List<Person> people(List<Row> rows) {
    Map<Person, Long> counts = new LinkedHashMap<>();
    rows.forEach(row ->
        counts.merge(new Person(row.user(), row.role(), row.department(), 0), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(each ->
            new Person(
                each.getKey().user(),
                each.getKey().role(),
                each.getKey().department(),
                each.getValue()))
        .toList();
  }

  private static List<Ground> grounds(List<AuditEvent> events, Store store) throws StoreException {
    Set<Book> books =
        events.stream()
            .map(event -> Book.of(String.valueOf(event.text(Column.BOOK))).orElseThrow())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Book.class)));
    books.add(Book.CLINICAL);
    Map<Book, Instant> signed = new EnumMap<>(Book.class);
    for (Status.BookStatus each : store.status().books()) {
      each.signedAt().ifPresent(at -> signed.put(each.book(), at));
    }
    List<Ground> grounds = new ArrayList<>();
    for (Book book : books) {
      Optional<String> note = store.checkpoint(book);
      if (note.isPresent()) {
        String[] lines = note.get().split("\n", 4);
        grounds.add(
            new Ground(
                book,
                lines[0],
                Long.parseLong(lines[1]),
                lines[2],
                signed.get(book),
                store.verifierKey(book)));
      }
    }
    return grounds;
  }

  private static long unsigned(List<AuditEvent> events, List<Ground> grounds) {
    Map<String, Long> sizes =
        grounds.stream().collect(Collectors.toMap(g -> g.book().id(), Ground::size));
    return events.stream()
        .filter(event ->
            event.get(Column.INDEX) instanceof Long index
                && index >= sizes.getOrDefault(String.valueOf(event.text(Column.BOOK)), 0L))
        .count();
  }
}
