package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Book;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.QueryException;
import io.akashi.store.Tally;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.lookup.Lookup;
import io.akashi.store.internal.segment.SegmentFiles;
import io.akashi.store.sql.Workbench;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers queries over all books. Safe for use by many threads. */
public final class Search {
  /** Parts read in the first step; each further step reads twice as many. */
  private static final int FIRST_STEP = 4;

  private final Engine engine;
  private final Map<String, Shelf> shelves;
  private final Charsets charsets;

  /** Says in which charset a source writes, or null when it does not say. */
  public interface Charsets {
    @Nullable Charset of(String source);
  }

  /**
   * @param shelves one for each book, by its name
   * @param charsets for the search for text
   */
  public Search(Engine engine, Map<String, Shelf> shelves, Charsets charsets) {
    this.engine = engine;
    this.shelves = Map.copyOf(shelves);
    this.charsets = charsets;
  }

  /**
   * One page of the answer.
   *
   * @throws QueryException when the query or its token is wrong, or takes too long
   */
  public Page page(Query query) {
    PageToken last = PageToken.of(query);
    Found found = answer(query, (sources, reader) -> collect(query, last, sources, reader));
    List<AuditEvent> rows = found.rows();
    if (rows.size() <= query.limit() && !found.unfinished()) {
      return new Page(rows, null);
    }
    rows = rows.subList(0, Math.min(rows.size(), query.limit()));
    return new Page(rows, tokenOf(rows.getLast(), query.sort()).encode(query));
  }

  /** How many events the query finds, over all pages. */
  public long count(Query query) {
    return answer(query, (sources, reader) -> reader.count(query, sources));
  }

  /**
   * How many events the query finds up to the row behind which its page begins; 0 for the first.
   *
   * @throws QueryException when the query or its token is wrong, or takes too long
   */
  public long countAhead(Query query) {
    PageToken last = PageToken.of(query);
    return last == null
        ? 0
        : answer(query, (sources, reader) -> reader.countUpTo(last, query, sources));
  }

  /** How many events the query finds, told apart. */
  public Tally tally(Query query, Tally.By by) {
    return tallies(query, List.of(by)).getFirst();
  }

  /** How many events the query finds, told apart in some ways; the tallies in their order. */
  public List<Tally> tallies(Query query, List<? extends Tally.By> ways) {
    return answer(query, (sources, reader) -> new Tallying(query, sources, reader).of(ways));
  }

  /**
   * The moment from which on what counts need lies in no more than some stretches; null when all of
   * it does, or when tables tell it.
   *
   * @param most stretches of {@value Lookup#STRETCH} entries, at least 1
   */
  public @Nullable Instant recent(Query query, List<? extends Tally.By> ways, int most) {
    if (Tallying.isTabled(query, ways)) {
      return null;
    }
    try (Views views = views(query)) {
      List<Long> ends = new ArrayList<>();
      for (Source source : views.sources()) {
        if (source instanceof Source.Sealed sealed) {
          sealed.split().stream()
              .filter(part -> Shelf.mayAnswer(query, part))
              .forEach(part -> ends.add(part.lastMicros()));
        }
      }
      if (ends.size() <= most) {
        return null;
      }
      ends.sort(Comparator.reverseOrder());
      return Instant.EPOCH.plus(ends.get(most), ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }
  }

  /** A place to compute with SQL, on a connection of the house's own that waits for no queries. */
  public Workbench workbench() {
    return new OpenWorkbench(engine.work(), this);
  }

  interface Reading<T> {
    T of(List<Source> sources, Reader reader);
  }

  /**
   * Reads; when that fails, what cannot be read is set aside, so that damage in one file does not
   * keep back what lies in all others. The catalogue names what was set aside.
   */
  private <T> T answer(Query query, Reading<T> reading) {
    // The turn first: who waits for it holds no rows and no files.
    try (Lease lease = engine.query()) {
      return read(lease, query, reading);
    } catch (EngineException e) {
      throw refusal(e);
    }
  }

  <T> T read(Lease lease, Query query, Reading<T> reading) {
    while (true) {
      try (Views views = views(query)) {
        Reader reader = new Reader(engine, lease, charsets);
        try {
          return reading.of(views.sources(), reader);
        } catch (EngineException e) {
          if (e.reason() != EngineException.Reason.FAILED || !setAside(views.sources(), reader)) {
            throw e;
          }
        }
      }
    }
  }

  /** Sets aside the segments whose columns cannot be read; whether there were any. */
  private static boolean setAside(List<Source> sources, Reader reader) {
    boolean any = false;
    for (Source source : sources) {
      if (source instanceof Source.Sealed sealed) {
        Optional<String> why = reader.trouble(sealed);
        // Memory may have run out just as well: only what is not as it was written is damaged.
        if (why.isPresent() && !sealed.segment().isAsWritten(SegmentFiles.EVENTS)) {
          sealed.segment().setAside(why.get());
          any = true;
        }
      }
    }
    return any;
  }

  /**
   * Rows in order.
   *
   * @param unfinished whether there may be more: the time or the room was over before all was read
   */
  private record Found(List<AuditEvent> rows, boolean unfinished) {}

  /**
   * The first rows behind {@code last}, one more than the page if there are as many. Ordered by
   * time the parts are read from the near end, and no further than the page needs.
   */
  private static Found collect(
      Query query, @Nullable PageToken last, List<Source> all, Reader reader) {
    boolean byTime = query.sort() == Column.OCCURRED_AT;
    List<Source> sources = new ArrayList<>(byTime ? inParts(query, all) : all);
    if (byTime) {
      sources.sort(nearFirst(query));
    }
    List<AuditEvent> found = new ArrayList<>();
    Comparator<AuditEvent> order = RowOrder.of(query);
    int wanted = query.limit() + 1;
    boolean full = false;
    int done = 0;
    int step = !byTime ? sources.size() : query.text() == null ? FIRST_STEP : 1;
    while (done < sources.size()) {
      int end = Math.min(sources.size(), done + step);
      if (byTime && query.text() == null) {
        int least = Math.min(sources.size(), done + least(step));
        end = Math.max(least, enough(query, sources, done, end, query.limit() + 1L - found.size()));
      }
      try {
        found.addAll(reader.rows(query, last, sources.subList(done, end)));
      } catch (EngineException e) {
        Source next = sources.get(done);
        found.removeIf(row -> !byTime || !isBehind(query, next, row));
        if (e.reason() != EngineException.Reason.TOO_LONG || found.isEmpty()) {
          throw e;
        }
        return new Found(found, true);
      }
      found.sort(order);
      done = end;
      step = query.text() == null ? 2 * step : next(step, done, found.size(), query.limit());
      AuditEvent bound = reader.bound();
      if (bound != null) {
        // What was left out stands behind this row, so the page ends with it at the latest.
        full = true;
        wanted = Math.min(wanted, upTo(bound, found, order));
      }
      if (found.size() >= wanted) {
        found = new ArrayList<>(found.subList(0, wanted));
        if (done < sources.size() && isBehind(query, sources.get(done), found.getLast())) {
          break;
        }
      }
    }
    return new Found(found, full);
  }

  private static int upTo(AuditEvent last, List<AuditEvent> rows, Comparator<AuditEvent> order) {
    int count = 0;
    while (count < rows.size() && order.compare(rows.get(count), last) <= 0) {
      count++;
    }
    return count;
  }

  /**
   * How many parts to look through for a text after {@code done} of them: as many as will give the
   * rest of the page if the text is as frequent there, and no more than twice as many as before.
   */
  private static int next(int step, int done, int found, int limit) {
    long parts = found == 0 ? Long.MAX_VALUE : (long) done * (limit + 1 - found) / found + 1;
    return (int) Math.clamp(parts, 1, 2L * step);
  }

  /** One part in the first step; then twice as many each time, whatever the counts promise. */
  private static int least(int step) {
    return step / FIRST_STEP;
  }

  /** Large segments in parts, unless they hold no more than the page needs. */
  private static List<Source> inParts(Query query, List<Source> all) {
    List<Source> parts = new ArrayList<>();
    for (Source source : all) {
      if (source instanceof Source.Sealed sealed
          && Source.known(sealed, query).orElse(Long.MAX_VALUE) > query.limit()) {
        sealed.split().stream().filter(part -> Shelf.mayAnswer(query, part)).forEach(parts::add);
      } else {
        parts.add(source);
      }
    }
    return parts;
  }

  /**
   * Fewer parts where those kept counts say are enough, more where they say are not: for a patient
   * seen once a month, years are one statement instead of many.
   */
  private static int enough(Query query, List<Source> sources, int done, int end, long wanted) {
    long rows = 0;
    int at = done;
    while (at < sources.size() && rows < wanted) {
      OptionalLong known = Source.expected(sources.get(at), query);
      if (known.isEmpty() && at >= end) {
        break;
      }
      rows += known.orElse(0);
      at++;
    }
    return Math.max(at, done + 1);
  }

  private static Comparator<Source> nearFirst(Query query) {
    return query.descending()
        ? Comparator.comparingLong(Source::lastMicros).reversed()
        : Comparator.comparingLong(Source::firstMicros);
  }

  private static boolean isBehind(Query query, Source source, AuditEvent row) {
    return query.descending()
        ? source.lastMicros() < occurred(query, row)
        : source.firstMicros() > occurred(query, row);
  }

  /** Events without a time come last. */
  private static long occurred(Query query, AuditEvent event) {
    return event.get(Column.OCCURRED_AT) instanceof Long micros
        ? micros
        : query.descending() ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static PageToken tokenOf(AuditEvent row, Column sort) {
    return new PageToken(
        row.get(sort) instanceof String text ? Conditions.sorted(text) : row.get(sort),
        String.valueOf(row.text(Column.BOOK)),
        RowOrder.number(row, Column.INDEX),
        (int) RowOrder.number(row, Column.PART));
  }

  private Views views(Query query) {
    String book = query.book();
    if (book == null) {
      return Views.open(
          shelves.values().stream()
              .filter(shelf -> Book.of(shelf.book()).filter(query.scope()::has).isPresent())
              .toList(),
          query);
    }
    Shelf shelf = shelves.get(book);
    if (shelf == null) {
      throw new QueryException(
          QueryException.Reason.INVALID,
          "帳簿 %s はありません / there is no book '%s', only %s"
              .formatted(book, book, new TreeSet<>(shelves.keySet())));
    }
    return Views.open(List.of(shelf), query);
  }

  private static RuntimeException refusal(EngineException e) {
    return switch (e.reason()) {
      case TOO_LONG ->
          new QueryException(
              QueryException.Reason.TOO_LONG,
              "検索が制限時間を超えました。期間などの条件を狭めてください"
                  + " / the search took longer than allowed; narrow it, above all its time range",
              e);
      case CANCELLED ->
          new QueryException(
              QueryException.Reason.CANCELLED, "検索は中止されました / the search was cancelled", e);
      case BUSY ->
          new QueryException(
              QueryException.Reason.BUSY,
              "検索が混み合っています。少し待ってもう一度検索してください / many searches wait already; search again a little later",
              e);
      case NO_MEMORY ->
          new QueryException(
              QueryException.Reason.NO_MEMORY,
              "検索のメモリが足りません。期間などの条件を狭めるか akashi.memory を増やしてください"
                  + " / the search needs more memory than there is; narrow it, above all its time range,"
                  + " or make akashi.memory larger",
              e);
      case FAILED -> e;
    };
  }

  /** The views of several books, closed together. */
  private record Views(List<Shelf.View> views) implements AutoCloseable {
    static Views open(Collection<Shelf> shelves, Query query) {
      List<Shelf.View> views = new ArrayList<>();
      for (Shelf shelf : shelves) {
        views.add(shelf.view(query));
      }
      return new Views(views);
    }

    List<Source> sources() {
      return views.stream().flatMap(view -> view.sources().stream()).toList();
    }

    @Override
    public void close() {
      views.forEach(Shelf.View::close);
    }
  }
}
