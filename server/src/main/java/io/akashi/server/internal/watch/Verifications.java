package io.akashi.server.internal.watch;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.reconcile.HouseEntries;
import io.akashi.reconcile.HouseEntry;
import io.akashi.store.Asking;
import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.DamageReason;
import io.akashi.store.QueryException;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifications that people start at a browser: one at a time, in the background, with progress,
 * and its result in the book {@code house}. One that a stop of the server interrupts is recorded as
 * cancelled. Safe for use by many threads.
 */
public final class Verifications implements Closeable {
  private static final Logger LOG = System.getLogger(Verifications.class.getName());

  /** {@code object_type} of what is written; {@code object_id} is {@code all} or a book. */
  static final String TYPE = "verification";

  private static final String ALL = "all";
  private static final int MOST_DAMAGE = 50;

  private final Store store;
  private final InstantSource clock;
  private final HouseEntries written;

  // Guarded by this.
  private @Nullable Running running;

  public Verifications(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.written = new HouseEntries(store, clock, TYPE);
  }

  /**
   * A verification that came to an end.
   *
   * @param entry what was written of it
   */
  public record Run(HouseEntry entry) {
    /** {@code intact}, {@code damaged}, {@code cancelled} or {@code failed}. */
    public String result() {
      return entry.text("result");
    }

    public boolean deep() {
      return entry.text("deep").equals("true");
    }

    /** The book that was read; empty for all. */
    public Optional<Book> book() {
      return Book.of(entry.id());
    }

    public Instant began() {
      return Instant.parse(entry.text("began"));
    }

    public long entries() {
      return entry.number("entries");
    }

    public long damaged() {
      return entry.number("damaged");
    }

    /** The first places that were found damaged, a line each; or why it failed. */
    public List<String> lines() {
      String text = entry.text("lines");
      return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }
  }

  /**
   * How far the verification that runs has come.
   *
   * @param book the book that is read, or null before the first
   * @param done entries read of it
   * @param total entries to read of it
   * @param entries entries read of all books
   */
  public record Progress(
      Instant began,
      String by,
      boolean deep,
      @Nullable Book book,
      long done,
      long total,
      long entries) {
    /** Whole percents of the book. */
    public long percent() {
      return total == 0 ? 0 : Math.min(100, 100 * done / total);
    }
  }

  private final class Running implements Runnable {
    private final Optional<Book> book;
    private final boolean deep;
    private final String by;
    private final Instant began = clock.instant();
    private final Asking asking = Asking.begin();
    private final Map<Book, Long> read = new EnumMap<>(Book.class);
    private volatile Progress progress;
    private final Thread thread =
        Thread.ofPlatform().name("akashi-verify").daemon().unstarted(this);

    Running(Optional<Book> book, boolean deep, String by) {
      this.book = book;
      this.deep = deep;
      this.by = by;
      this.progress = new Progress(began, by, deep, null, 0, 0, 0);
    }

    private void take(VerifyOptions.Progress at) {
      read.put(at.book(), at.done());
      long sum = read.values().stream().mapToLong(Long::longValue).sum();
      progress = new Progress(began, by, deep, at.book(), at.done(), at.total(), sum);
    }

    @Override
    public void run() {
      Set<Book> books = book.<Set<Book>>map(EnumSet::of).orElseGet(() -> EnumSet.allOf(Book.class));
      try {
        VerifyReport report =
            asking.call(
                () -> store.verify(new VerifyOptions(books, deep, false, false, this::take)));
        record(this, report);
      } catch (QueryException e) {
        boolean cancelled = e.reason() == QueryException.Reason.CANCELLED;
        record(this, cancelled ? "cancelled" : "failed", List.of(String.valueOf(e.getMessage())));
      } catch (StoreException | RuntimeException e) {
        LOG.log(Level.ERROR, "a verification failed", e);
        record(this, "failed", List.of(failure(e)));
      } finally {
        ended(this);
      }
    }
  }

  /**
   * Starts one.
   *
   * @param book the only book to read, or empty for all
   * @param deep also decode again and compare the columns
   * @return false when one is running already
   */
  public synchronized boolean start(Optional<Book> book, boolean deep, String by) {
    if (running != null) {
      return false;
    }
    running = new Running(book, deep, by);
    running.thread.start();
    return true;
  }

  /** Cancels the one that runs; it ends within moments, and what it has read is not lost. */
  public synchronized void cancel() {
    if (running != null) {
      running.asking.cancel();
    }
  }

  /** The one that runs, or empty. */
  public synchronized Optional<Progress> running() {
    return Optional.ofNullable(running).map(each -> each.progress);
  }

  /**
   * Those that ended, newest first.
   *
   * @throws StoreException when the book {@code house} cannot be read
   */
  public List<Run> runs() throws StoreException {
    return written.all().reversed().stream().map(Run::new).toList();
  }

  private synchronized void ended(Running ended) {
    if (running == ended) {
      running = null;
    }
  }

  private void record(Running run, VerifyReport report) {
    List<String> lines = new ArrayList<>();
    for (Damage damage : report.damage().stream().limit(MOST_DAMAGE).toList()) {
      lines.add(DamageReason.line(damage));
    }
    Map<String, String> fields = fields(run, report.intact() ? "intact" : "damaged", lines);
    long entries = report.books().stream().mapToLong(VerifyReport.BookResult::entries).sum();
    fields.put("entries", String.valueOf(entries));
    fields.put("damaged", String.valueOf(report.damage().size()));
    write(run, report.intact() ? Outcome.SUCCESS : Outcome.MAJOR, fields);
  }

  private void record(Running run, String result, List<String> lines) {
    Map<String, String> fields = fields(run, result, lines);
    fields.put("entries", String.valueOf(run.progress.entries()));
    write(run, Outcome.MINOR, fields);
  }

  private static String failure(Exception e) {
    String why = String.valueOf(e.getMessage());
    return e instanceof StoreException
        ? why
        : "検証を終えられませんでした。サーバのログを確かめ、もう一度始めてください（%1$s）。 / The verification could not be finished: see the log of the server and start it again (%1$s)."
            .formatted(why.replace('\n', ' '));
  }

  private static Map<String, String> fields(Running run, String result, List<String> lines) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("result", result);
    fields.put("deep", String.valueOf(run.deep));
    fields.put("began", run.began.toString());
    if (!lines.isEmpty()) {
      fields.put("lines", String.join("\n", lines));
    }
    return fields;
  }

  private static String japanese(String result) {
    return switch (result) {
      case "intact" -> "異常なし";
      case "damaged" -> "破損・改変あり";
      case "cancelled" -> "中止";
      default -> "実行できず";
    };
  }

  private void write(Running run, Outcome outcome, Map<String, String> fields) {
    String what = fields.getOrDefault("result", "");
    try {
      written.write(
          new HouseEntries.Draft(
              run.book.map(Book::id).orElse(ALL),
              Kind.NOTE,
              outcome,
              run.by,
              "証跡を検証しました（%1$s、%2$s 件）。".formatted(japanese(what), fields.get("entries")),
              "the log was verified: %1$s, %2$s entries".formatted(what, fields.get("entries")),
              fields));
    } catch (StoreException | RuntimeException e) {
      // Nobody waits for it; the page will not show it as verified.
      LOG.log(Level.ERROR, "the result of a verification was not recorded: " + what, e);
    }
  }

  /** Cancels what runs and waits until its end is recorded. */
  @Override
  public void close() {
    Running last;
    synchronized (this) {
      last = running;
      cancel();
    }
    if (last != null) {
      try {
        last.thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
