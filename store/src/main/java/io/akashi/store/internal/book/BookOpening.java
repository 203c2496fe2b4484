package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import io.akashi.store.StoreUnwritableException;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.head.HeadStore;
import io.akashi.store.internal.journal.JournalOptions;
import io.akashi.store.internal.segment.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Opens all books, {@code root} first: it knows how many entries of the others were signed. What is
 * damaged is opened as far as it can be read; of a book that cannot be opened at all a stand-in
 * says so, in a store that is only read.
 */
final class BookOpening {
  private final Disk disk;
  private final Engine engine;
  private final SigningGate gate;
  private final StoreOptions options;
  private final JournalOptions journal;
  private final Map<Book, OpenBook.Place> places = new EnumMap<>(Book.class);
  private final Map<Book, OpenBook> books = new EnumMap<>(Book.class);
  private final List<Damage> damage = new ArrayList<>();
  private final RootReader rootReader;
  private final RootReader.Newest newest;

  private BookOpening(
      Disk disk, DataDirectory directory, Engine engine, SigningGate gate, StoreOptions options)
      throws StoreException, IOException {
    this.disk = disk;
    this.engine = engine;
    this.gate = gate;
    this.options = options;
    this.journal = JournalOptions.defaults().withReserveBytes(options.reserveBytes());
    places(directory);
    OpenBook root = open(Book.ROOT, 0);
    this.rootReader = new RootReader(root, places);
    this.newest = rootReader.newest(root.journal().durableEnd());
    for (Book book : Book.values()) {
      if (book != Book.ROOT) {
        open(book, newest.signed(book));
      }
    }
  }

  static BookOpening of(
      Disk disk, DataDirectory directory, Engine engine, SigningGate gate, StoreOptions options)
      throws StoreException {
    try {
      return new BookOpening(disk, directory, engine, gate, options);
    } catch (IOException e) {
      throw new StoreException(
          ("データ %1$s を開けません（%2$s）。権限とディスクを確かめてください。 / Cannot open the data in %1$s (%2$s): check its"
                  + " permissions and the disk.")
              .formatted(directory.path(), e.getMessage()),
          e);
    }
  }

  Map<Book, OpenBook> books() {
    return books;
  }

  /** What is wrong besides entries: keys and origins. */
  List<Damage> damage() {
    return List.copyOf(damage);
  }

  RootReader rootReader() {
    return rootReader;
  }

  RootReader.Newest newest() {
    return newest;
  }

  private void places(DataDirectory directory) throws StoreException, IOException {
    Keys keys = directory.keys();
    if (keys.trouble().isPresent() && !disk.isReadOnly()) {
      throw new StoreUnwritableException(keys.trouble().get());
    }
    HeadStore heads = HeadStore.open(disk, directory.heads());
    damage.addAll(keys.damage());
    for (Book book : Book.values()) {
      var place =
          new OpenBook.Place(
              book, directory.book(book), disk, keys.of(book), keys.signing(), heads);
      places.put(book, place);
      if (disk.exists(place.folder())) {
        directory
            .originTrouble(book)
            .ifPresent(why ->
                damage.add(new Damage(book, 0, 0, "books/%s/origin".formatted(book.id()), why)));
      }
    }
  }

  private OpenBook open(Book book, long known) throws StoreException, IOException {
    OpenBook.Place place = places.get(book);
    if (place == null) {
      throw new IllegalStateException("book %s has no place".formatted(book.id()));
    }
    OpenBook open;
    try {
      Sealed sealed = new Sealed(Catalogue.open(disk, engine, place.segments()));
      sealed.catalogue().problems().forEach(problem -> refuse(book, problem));
      open = OpenBook.open(place, sealed, known, journal, gate, options.clock());
    } catch (IOException e) {
      if (!disk.isReadOnly()) {
        throw new StoreUnwritableException(
            ("帳簿 %1$s を開けません（%2$s）。そこにあるものを取り除くか、バックアップから戻してください。場所は ./akashi verify が示します。 / Book %1$s cannot be"
                    + " opened (%2$s): take away what lies there, or restore it from a backup; ./akashi"
                    + " verify names all places.")
                .formatted(book.id(), e.getMessage()),
            e);
      }
      Sealed nothing = new Sealed(Catalogue.empty(disk, engine));
      String why = "it cannot be opened: " + e.getMessage();
      open = OpenBook.lost(place, nothing, known, why, gate, options.clock());
    }
    books.put(book, open);
    return open;
  }

  private void refuse(Book book, Catalogue.Problem problem) {
    gate.close(
        "segments " + book.id(),
        ("帳簿 %1$s の封印済み区間に異常があります（%2$s）。署名を止めました。./akashi verify で場所を確かめ、バックアップから戻して起動し直してください。"
                + " / The segments of book %1$s are not whole (%2$s); signing has stopped. Run"
                + " ./akashi verify, restore the segment from a backup and start again.")
            .formatted(book.id(), problem.reason()));
  }
}
