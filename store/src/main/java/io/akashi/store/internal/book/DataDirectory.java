package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.StoreException;
import io.akashi.store.StoreLockedException;
import io.akashi.store.StoreOptions;
import io.akashi.store.StoreOptions.Mode;
import io.akashi.store.internal.disk.DirectoryLock;
import io.akashi.store.internal.disk.Disk;
import io.akashi.tlog.SigningKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of a store (decision 001): its names, its lock, and what is frozen when it is made.
 * The file {@code FORMAT} is written last, so a creation that was cut short is simply done again.
 */
public final class DataDirectory implements Closeable {
  private static final String FORMAT = "akashi-data/1\n";
  private static final String FORMAT_FILE = "FORMAT";
  private static final String LOCK_FILE = "LOCK";
  private static final String KEY_FILE = "log.key";
  private static final Set<String> OWN_NAMES =
      Set.of(FORMAT_FILE, LOCK_FILE, KEY_FILE, "books", "heads", "derived", "akashi.sock");

  private final Path path;
  private final Disk disk;
  private final Optional<DirectoryLock> lock;

  private DataDirectory(Path path, Disk disk, Optional<DirectoryLock> lock) {
    this.path = path;
    this.disk = disk;
    this.lock = lock;
  }

  /**
   * Locks the folder, and makes a new store in it where that is asked for.
   *
   * @throws StoreLockedException when another process has it open
   * @throws StoreException when it is no store, or one of a later version
   */
  public static DataDirectory open(Disk disk, StoreOptions options) throws StoreException {
    Path path = options.data();
    try {
      boolean create = options.mode() == Mode.CREATE;
      if (create && !disk.exists(path)) {
        disk.createDirectories(path);
      }
      boolean isStore = isStore(disk, path);
      if (!isStore && !create) {
        throw new StoreException(
            ("%1$s には Akashi のデータがありません。--data でデータの場所を指定してください。 / %1$s holds no Akashi data; name"
                    + " the data directory with --data.")
                .formatted(path));
      }
      Optional<DirectoryLock> lock = Optional.empty();
      if (options.mode() != Mode.READ_ONLY) {
        lock = Optional.of(take(path));
      }
      DataDirectory directory = new DataDirectory(path, disk, lock);
      if (!isStore) {
        directory.create(options.origin());
      }
      return directory;
    } catch (IOException e) {
      throw new StoreException(
          ("データの場所 %1$s を開けません（%2$s）。権限と空き容量を確かめてください。 / Cannot open the data directory %1$s (%2$s);"
                  + " check its permissions and the room on the disk.")
              .formatted(path, e),
          e);
    }
  }

  private static DirectoryLock take(Path path) throws IOException, StoreLockedException {
    return DirectoryLock.take(path.resolve(LOCK_FILE))
        .orElseThrow(() ->
            new StoreLockedException(
                ("%1$s は別の Akashi が使用中です。そのサーバーを止めるか、同じ利用者でコマンドを実行してください。 / %1$s is in use by another"
                        + " Akashi; stop that server, or run the command as the same user so that it can ask"
                        + " the server.")
                    .formatted(path)));
  }

  private static boolean isStore(Disk disk, Path path) throws IOException, StoreException {
    Path format = path.resolve(FORMAT_FILE);
    if (disk.exists(format)) {
      String found = new String(disk.readAll(format), StandardCharsets.UTF_8);
      if (!found.equals(FORMAT)) {
        throw new StoreException(
            ("%1$s の形式は %2$s ですが、この Akashi が読めるのは %3$s です。対応する版を使ってください。 / %1$s has format %2$s, this"
                    + " Akashi reads %3$s; use the version that wrote it.")
                .formatted(path, found.strip(), FORMAT.strip()));
      }
      return true;
    }
    for (Path each : disk.list(path)) {
      if (!OWN_NAMES.contains(each.getFileName().toString())) {
        throw new StoreException(
            ("%1$s は空でなく、Akashi のデータでもありません（%2$s があります）。別の場所を指定してください。 / %1$s is neither empty nor"
                    + " Akashi data (it has %2$s); name another directory.")
                .formatted(path, each.getFileName()));
      }
    }
    return false;
  }

  private void create(String origin) throws IOException {
    String name = origin;
    if (origin.endsWith(".invalid")) {
      byte[] random = new byte[4];
      new SecureRandom().nextBytes(random);
      name = origin + "/" + HexFormat.of().formatHex(random);
    }
    for (Path folder : List.of(path.resolve("books"), heads(), derived())) {
      disk.createDirectories(folder);
    }
    if (!disk.exists(path.resolve(KEY_FILE))) {
      SigningKey.generate().save(path.resolve(KEY_FILE));
    }
    for (Book book : Book.values()) {
      disk.createDirectories(book(book));
      Path file = book(book).resolve("origin");
      if (!disk.exists(file)) {
        disk.replace(file, (name + "/" + book.id() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    // Commit point: from here on this is a store.
    disk.replace(path.resolve(FORMAT_FILE), FORMAT.getBytes(StandardCharsets.UTF_8));
  }

  public Path path() {
    return path;
  }

  public Path book(Book book) {
    return path.resolve("books").resolve(book.id());
  }

  public Path heads() {
    return path.resolve("heads");
  }

  public Path derived() {
    return path.resolve("derived");
  }

  /** The origin of a book, frozen when the store was made. */
  public String origin(Book book) throws IOException {
    return new String(disk.readAll(book(book).resolve("origin")), StandardCharsets.UTF_8).strip();
  }

  /**
   * The signing key.
   *
   * @throws IOException when it cannot be read; the sentence says what to do
   */
  public SigningKey key() throws IOException {
    Path file = path.resolve(KEY_FILE);
    try {
      return SigningKey.load(file);
    } catch (NoSuchFileException e) {
      throw new IOException(
          ("署名鍵 %1$s がありません。バックアップから戻してください。 / The signing key %1$s is missing: restore it from a"
                  + " backup.")
              .formatted(file),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
