package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Appended;
import io.akashi.store.Asking;
import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.DiskFullException;
import io.akashi.store.EntryHeader;
import io.akashi.store.EntryProof;
import io.akashi.store.IndexRange;
import io.akashi.store.Look;
import io.akashi.store.OutsideScopeException;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.QueryException;
import io.akashi.store.Scope;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import io.akashi.store.StoreHaltedException;
import io.akashi.store.StoreOptions;
import io.akashi.store.StoredEntry;
import io.akashi.store.Tally;
import io.akashi.store.internal.disk.DataDisk;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.ReadOnlyDisk;
import io.akashi.store.internal.journal.EntryBatch;
import io.akashi.store.sql.Workbench;
import io.akashi.tlog.TileSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What {@link io.akashi.store.Store} does; the disk is given, so that tests can take it away. */
public final class OpenStore implements Closeable {
  private static final Logger LOG = System.getLogger(OpenStore.class.getName());
  private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(1);
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(30);

  private final StoreOptions options;
  private final Books books;
  private final Sealer sealer;
  private final Merger merger;
  private final Looks looks;
  private final StatusReader statusReader;
  private final Optional<StoreJobs> jobs;

  private OpenStore(StoreOptions options, Books books) {
    this.options = options;
    this.books = books;
    this.sealer = new Sealer(books, options);
    this.merger = new Merger(books, sealer, options);
    this.looks = new Looks(this, options);
    boolean threads = options.background() && !isReadOnly();
    this.jobs = threads ? Optional.of(StoreJobs.start(books, sealer, merger)) : Optional.empty();
    this.statusReader = new StatusReader(books, jobs, options);
  }

  /** As {@link io.akashi.store.Store#open}, on any disk. */
  public static OpenStore open(Disk disk, StoreOptions options) throws StoreException {
    boolean readOnly = options.mode() == StoreOptions.Mode.READ_ONLY;
    Disk guarded = new DataDisk(disk, options.data());
    Disk used = readOnly ? new ReadOnlyDisk(guarded) : guarded;
    DataDirectory directory = DataDirectory.open(used, options);
    try {
      return new OpenStore(options, Books.open(used, directory, options));
    } catch (StoreException | RuntimeException e) {
      closeAfter(e, directory);
      throw e;
    }
  }

  private static void closeAfter(Exception cause, DataDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  public boolean isReadOnly() {
    return options.mode() == StoreOptions.Mode.READ_ONLY;
  }

  public CompletableFuture<IndexRange> append(Book book, List<Arrival> arrivals)
      throws InterruptedException, DiskFullException {
    OpenBook open = books.get(book);
    return jobs.isEmpty()
        ? open.appendNow(encode(open, arrivals))
        : open.journal().submitToStay(encode(open, arrivals));
  }

  public Appended offer(Book book, List<Arrival> arrivals) {
    OpenBook open = books.get(book);
    try {
      return open.journal()
          .offer(encode(open, arrivals))
          .<Appended>map(Appended.Queued::new)
          .orElseGet(() ->
              new Appended.Pushback(
                  RETRY_WHEN_BUSY,
                  "書き込み待ちが一杯です。少し待って再送してください。 / The queue is full; send again a little later."));
    } catch (DiskFullException e) {
      return new Appended.Pushback(RETRY_WHEN_FULL, String.valueOf(e.getMessage()));
    }
  }

  private static EntryBatch encode(OpenBook book, List<Arrival> arrivals) throws DiskFullException {
    try {
      return book.encode(arrivals);
    } catch (DiskFullException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreHaltedException("a long payload could not be kept: " + e, e);
    }
  }

  public IndexRange house(AuditEvent event) throws StoreException {
    return house(List.of(event));
  }

  public IndexRange house(List<AuditEvent> events) throws StoreException {
    if (events.isEmpty()) {
      return new IndexRange(0, 0);
    }
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, options.clock().instant());
    try {
      OpenBook house = books.get(Book.HOUSE);
      EntryBatch batch =
          encode(house, events.stream().map(event -> OwnEntries.arrival(event, now)).toList());
      return (jobs.isEmpty() ? house.appendNow(batch) : house.journal().submit(batch)).get();
    } catch (DiskFullException e) {
      throw unrecorded(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DiskFullException full
          ? unrecorded(full)
          : new StoreException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("中断されました / interrupted", e);
    }
  }

  private static StoreException unrecorded(DiskFullException e) {
    return new StoreException(
        "空き容量がなく、この操作を記録できないため実行しません。空きを作ってからやり直してください。"
            + " / There is no room to record this, so it is not done: make room and try again.",
        e);
  }

  public Page search(Look look, Query query) throws StoreException {
    Query seen = seen(look, query);
    return asked(look, () -> books.search().page(seen));
  }

  /** Records the look; what is outside of its scope is refused or left out. */
  private Query seen(Look look, Query query) throws StoreException {
    Optional<Book> book = Optional.ofNullable(query.book()).flatMap(Book::of);
    if (book.isPresent() && !look.scope().has(book.get())) {
      looks.refused(look, query);
      throw new OutsideScopeException();
    }
    looks.record(look, query);
    return query.seenBy(look.scope());
  }

  /** Records the look of a view; gives what it may ask. */
  public Query view(Look look, Query query) throws StoreException {
    return seen(look, query);
  }

  /** Records the look of a view of one entry. */
  public void view(Look look, Book book, long index) throws StoreException {
    see(look, book, index);
  }

  /** One page of a view. */
  public Page page(Look look, Query viewed) {
    return asked(look, () -> books.search().page(viewed));
  }

  /** Counts of a view. */
  public List<Tally> tallied(Look look, Query viewed, List<? extends Tally.By> ways) {
    return asked(look, () -> books.search().tallies(viewed, ways));
  }

  /** As {@link Search#recent}. */
  public @Nullable Instant recent(Query viewed, List<? extends Tally.By> ways, int stretches) {
    return books.search().recent(viewed, ways, stretches);
  }

  /** Number of rows of a view. */
  public long counted(Look look, Query viewed) {
    return asked(look, () -> books.search().count(viewed));
  }

  /** Number of rows of a view before the page of its query. */
  public long ahead(Look look, Query viewed) {
    return asked(look, () -> books.search().countAhead(viewed));
  }

  /** An entry of a view. */
  public Optional<StoredEntry> entry(Book book, long index) throws StoreException {
    return new Prover(books).entry(book, index);
  }

  /** The proof of an entry of a view. */
  public EntryProof proof(Book book, long index) throws StoreException {
    return new Prover(books).prove(book, index);
  }

  /** Each waits for its turn in the name of the one who looks. */
  private static <T> T asked(Look look, Asking.Work<T, RuntimeException> answer) {
    return Asking.current().by(look.user()).call(answer);
  }

  public List<Damage> unreadable() {
    List<Damage> gaps = new ArrayList<>();
    for (OpenBook book : books.all()) {
      gaps.addAll(new Gaps(book).list());
    }
    return gaps;
  }

  public long count(Look look, Query query) throws StoreException {
    Query seen = seen(look, query);
    return asked(look, () -> books.search().count(seen));
  }

  public Tally tally(Look look, Query query, Tally.By by) throws StoreException {
    Query seen = seen(look, query);
    return asked(look, () -> books.search().tally(seen, by));
  }

  public Tally volume(Query query, Tally.By by) {
    Set<Column> known = Set.of(Column.SOURCE, Column.SYSTEM, Column.KIND);
    boolean fits =
        known.containsAll(query.equal().keySet())
            && query.text() == null
            && query.object() == null
            && (by instanceof Tally.ByTime
                || (by instanceof Tally.ByValue value && known.contains(value.column())));
    if (!fits) {
      throw new QueryException(
          QueryException.Reason.INVALID,
          "件数だけの問いは時刻・送信元・システム・種別に限ります / volume is asked by time, source, system and kind alone");
    }
    return Asking.current().by("akashi").call(() -> books.search().tally(query, by));
  }

  public Workbench workbench() {
    return books.search().workbench();
  }

  public Optional<StoredEntry> entry(Look look, Book book, long index) throws StoreException {
    see(look, book, index);
    return new Prover(books).entry(book, index);
  }

  public EntryProof prove(Look look, Book book, long index) throws StoreException {
    see(look, book, index);
    return new Prover(books).prove(book, index);
  }

  /** Records the look at an entry; one that is outside of its scope is refused. */
  private void see(Look look, Book book, long index) throws StoreException {
    if (!sees(look, book, index)) {
      looks.refused(look, book, index);
      throw new OutsideScopeException();
    }
    looks.record(look, book, index);
  }

  /** Of an entry with events of several systems all have to be in the scope: it is shown whole. */
  private boolean sees(Look look, Book book, long index) throws StoreException {
    Scope scope = look.scope();
    if (!scope.has(book) || scope.systems().isEmpty()) {
      return scope.has(book);
    }
    Optional<StoredEntry> entry = new Prover(books).entry(book, index);
    if (entry.isEmpty()) {
      return true;
    }
    byte[] octets = entry.get().octets();
    List<AuditEvent> events = new ArrayList<>();
    books.decoder().decode(book, index, octets, 0, octets.length, events);
    return !events.isEmpty()
        && events.stream()
            .map(event -> event.text(Column.SYSTEM))
            .allMatch(system -> system != null && scope.systems().contains(system));
  }

  public Optional<String> checkpoint(Book book) {
    return books.get(book).published().map(Published::note);
  }

  public String verifierKey(Book book) {
    return books.get(book).place().key().format();
  }

  public TileSource tiles(Book book) {
    return books.get(book).tiles();
  }

  public Status status() throws StoreException {
    return statusReader.read();
  }

  public OptionalLong lastImported(Book book, String importId) throws StoreException {
    return new ImportScan(books.get(book), books.engine()).last(importId);
  }

  public List<Damage> headersWith(
      Book book, String key, Instant since, ObjLongConsumer<EntryHeader> reader)
      throws StoreException {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, since);
    return new HeaderScan(books.get(book), books.engine(), key, micros, reader).read();
  }

  public long read(Book book, long from, ObjLongConsumer<Arrival> reader) throws StoreException {
    if (book == Book.CLINICAL || book == Book.INFRASTRUCTURE) {
      throw new IllegalArgumentException("entries of " + book.id() + " are read with a look only");
    }
    try {
      return new OwnReading(books.get(book), from, reader).read();
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  public void step() throws StoreException {
    try {
      if (isReadOnly()) {
        decode();
        return;
      }
      for (OpenBook book : books.all()) {
        book.journal().commit();
      }
      books.notary().round();
      decode();
      boolean sealed;
      do {
        sealed = sealer.sealWhatIsDue();
      } while (sealed);
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("中断されました / interrupted", e);
    }
  }

  private void decode() throws IOException {
    for (OpenBook book : books.all()) {
      books.follower(book.book()).catchUp();
    }
  }

  public void seal() throws StoreException {
    try {
      sealer.sealAll();
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("中断されました / interrupted", e);
    }
  }

  /** Merges until nothing is ripe. */
  public void merge() throws StoreException {
    try {
      sealer.start();
      boolean merged;
      do {
        merged = merger.mergeWhatIsDue();
      } while (merged);
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("中断されました / interrupted", e);
    }
  }

  public Path data() {
    return options.data();
  }

  /** The parts, for verifying and for tests that look at them. */
  public Books books() {
    return books;
  }

  @Override
  public void close() {
    jobs.ifPresent(StoreJobs::close);
    try (books) {
      if (jobs.isPresent()) {
        signTheRest();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command is over before the signer has its turn: the look it left is signed here. */
  private void signTheRest() throws IOException {
    try {
      for (OpenBook book : books.all()) {
        book.journal().commit();
      }
      books.notary().lastRound();
    } catch (DiskFullException | StoreHaltedException e) {
      // Status says so. What is durable is signed when the store is next open and may be written.
      LOG.log(Level.DEBUG, "closed with entries that are not signed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
