package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineOptions;
import io.akashi.store.internal.journal.Payloads;
import io.akashi.store.internal.search.HotRows;
import io.akashi.store.internal.search.Search;
import io.akashi.store.internal.search.Shelf;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All books of a store, open, with what they share: key, gate, root, engine. */
public final class Books implements Closeable {
  /**
   * One thread for every two processors: with two of them DuckDB has no workers of its own, and the
   * follower and the sealer do not spin while they wait for one.
   */
  private static final int QUERY_THREADS =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final int QUERIES_AT_ONCE = 3;
  private static final Duration QUERY_LIMIT = Duration.ofSeconds(30);
  private static final Duration QUERY_PATIENCE = Duration.ofSeconds(30);

  /** Reading a journal again takes a second or so; a person brings files back in minutes. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private static final long LEAST_MERGE_BYTES = 128L << 20;

  private final DataDirectory directory;
  private final Map<Book, OpenBook> books;
  private final List<Damage> damage;
  private final RootReader rootReader;
  private final Map<Book, Follower> followers = new EnumMap<>(Book.class);
  private final SigningGate gate;
  private final RootBook root;
  private final Notary notary;
  private final Engine engine;
  private final Search search;
  private final EntryDecoder decoder;
  private final boolean readOnly;

  private Books(
      DataDirectory directory,
      BookOpening opening,
      SigningGate gate,
      Engine engine,
      StoreOptions options,
      Disk disk) {
    this.directory = directory;
    this.books = opening.books();
    this.damage = opening.damage();
    this.rootReader = opening.rootReader();
    this.gate = gate;
    this.readOnly = options.mode() == StoreOptions.Mode.READ_ONLY;
    if (readOnly) {
      gate.close("copy", "読み取り専用のコピーは署名しません / a read-only copy does not sign");
    }
    this.root = new RootBook(get(Book.ROOT), opening.newest(), options.clock());
    List<OpenBook> others = books.values().stream().filter(b -> b.book() != Book.ROOT).toList();
    Optional<Anchor> anchor =
        options.anchor().map(f -> new Anchor(disk, f, get(Book.ROOT).place().origin()));
    Duration againAfter = options.background() ? LOOK_AGAIN : Duration.ZERO;
    this.notary = new Notary(others, root, gate, anchor, options.clock(), againAfter);
    Map<Book, Payloads> payloads = new EnumMap<>(Book.class);
    books.forEach((book, open) -> payloads.put(book, open.payloads()));
    this.decoder = new EntryDecoder(options.decoder(), payloads);
    this.engine = engine;
    Map<String, Shelf> shelves = new HashMap<>();
    for (OpenBook book : books.values()) {
      HotRows rows =
          new HotRows(
              engine,
              book.book().id(),
              book.sealed().end(),
              Math.min(options.sealEntries(), HotRows.TABLE_ENTRIES));
      followers.put(book.book(), new Follower(book.book(), book.journal(), decoder, rows));
      shelves.put(book.book().id(), new Shelf(rows, book.sealed().catalogue(), book.unsealed()));
    }
    this.search =
        new Search(engine, shelves, source -> options.charsets().apply(source).orElse(null));
  }

  /**
   * Opens every book.
   *
   * @throws io.akashi.store.StoreUnwritableException when it can only be read, and shall be written
   */
  public static Books open(Disk disk, DataDirectory directory, StoreOptions options)
      throws StoreException {
    SigningGate gate = new SigningGate();
    Engine engine = Engine.start(engineOptions(options));
    try {
      BookOpening opening = BookOpening.of(disk, directory, engine, gate, options);
      return new Books(directory, opening, gate, engine, options, disk);
    } catch (StoreException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static EngineOptions engineOptions(StoreOptions options) {
    return new EngineOptions(
        options.memoryBytes(),
        QUERY_THREADS,
        List.of(options.data().resolve("books"), options.data().resolve("derived")),
        options.data().resolve("derived").resolve("spill"),
        QUERIES_AT_ONCE,
        QUERY_LIMIT,
        QUERY_PATIENCE);
  }

  /**
   * A small engine of its own for one merge: one thread and a quarter of the memory, so that
   * receivers and queries keep theirs, and closing it ends the merge.
   */
  static Engine mergeEngine(StoreOptions options) {
    EngineOptions all = engineOptions(options);
    return Engine.start(
        new EngineOptions(
            Math.max(LEAST_MERGE_BYTES, options.memoryBytes() / 4),
            1,
            all.folders(),
            options.data().resolve("derived").resolve("spill-merge"),
            1,
            all.limit(),
            all.patience()));
  }

  /** Whether nothing may be written: a copy is looked at. */
  public boolean isReadOnly() {
    return readOnly;
  }

  Engine engine() {
    return engine;
  }

  public DataDirectory directory() {
    return directory;
  }

  public OpenBook get(Book book) {
    OpenBook open = books.get(book);
    if (open == null) {
      throw new IllegalStateException("book %s is not open".formatted(book.id()));
    }
    return open;
  }

  public Collection<OpenBook> all() {
    return books.values();
  }

  Follower follower(Book book) {
    Follower follower = followers.get(book);
    if (follower == null) {
      throw new IllegalStateException("book %s is not followed".formatted(book.id()));
    }
    return follower;
  }

  SigningGate gate() {
    return gate;
  }

  /** What {@code root} says of the others. */
  public RootReader rootReader() {
    return rootReader;
  }

  /** What is not as it was besides entries: keys and origins. */
  public List<Damage> damage() {
    return damage;
  }

  RootBook root() {
    return root;
  }

  public Notary notary() {
    return notary;
  }

  public Search search() {
    return search;
  }

  public EntryDecoder decoder() {
    return decoder;
  }

  /** Closes everything, whatever fails on the way, and lets go of the lock last. */
  @Override
  public void close() throws IOException {
    List<Closeable> parts = new ArrayList<>(followers.values());
    if (!readOnly) {
      parts.addAll(books.values());
    }
    parts.add(engine::close);
    parts.add(directory);
    closeAll(parts.iterator());
  }

  private static void closeAll(Iterator<Closeable> parts) throws IOException {
    if (parts.hasNext()) {
      try (Closeable part = parts.next()) {
        Objects.requireNonNull(part);
      } finally {
        closeAll(parts);
      }
    }
  }
}
