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
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folder of a store (decision 001): its names, its lock, and what is frozen when it is made.
 * The file {@code FORMAT} is written last, so a creation that was cut short is simply done again.
 */
public final class DataDirectory implements Closeable {
  private static final String FORMAT = "akashi-data/1\n";
  private static final String FORMAT_FILE = "FORMAT";
  private static final String LOCK_FILE = "LOCK";
  private static final String ORIGIN_FILE = "origin";
  private static final int MOST = 4_096;
  private static final Pattern VERSION = Pattern.compile("akashi-data/\\d{1,9}\n");
  private static final Pattern ORIGIN = Pattern.compile("[^\\s+\\p{Cntrl}]{1,512}");
  private static final Set<String> OWN_NAMES =
      Set.of(
          FORMAT_FILE,
          LOCK_FILE,
          Keys.PRIVATE,
          Keys.PUBLIC,
          "books",
          "heads",
          "derived",
          "akashi.sock");

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
        lock = Optional.of(take(disk, path));
      }
      DataDirectory directory = new DataDirectory(path, disk, lock);
      if (!isStore) {
        directory.create(options.origin());
      }
      return directory;
    } catch (AccessDeniedException e) {
      throw new StoreException(
          ("データの場所 %1$s を使う権限がありません（%2$s）。Akashi を動かす利用者で実行するか、所有者と権限を確かめてください。 / No permission for the data"
                  + " directory %1$s (%2$s): run as the account that runs Akashi, or check its owner and"
                  + " mode.")
              .formatted(path, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new StoreException(
          ("データの場所 %1$s を開けません（%2$s）。権限と空き容量を確かめてください。 / Cannot open the data directory %1$s (%2$s);"
                  + " check its permissions and the room on the disk.")
              .formatted(path, e),
          e);
    }
  }

  private static DirectoryLock take(Disk disk, Path path) throws IOException, StoreLockedException {
    if (disk.exists(path.resolve(LOCK_FILE))) {
      disk.size(path.resolve(LOCK_FILE)); // refuses what is no regular file: a pipe would wait
    }
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
      checkFormat(format, new String(disk.readAll(format, MOST), StandardCharsets.UTF_8));
      return true;
    }
    if (!disk.list(path.resolve("heads")).isEmpty()) {
      throw new StoreException(
          ("%1$s がありません。内容は「%2$s」の1行のはずです。バックアップから戻すか、その1行のファイルを作ってください。 / %1$s is missing: it should hold the"
                  + " one line '%2$s'. Restore it from a backup, or make it anew with that line.")
              .formatted(format, FORMAT.strip()));
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

  private static void checkFormat(Path format, String found) throws StoreException {
    if (found.equals(FORMAT)) {
      return;
    }
    String shown = found.length() > 40 ? found.substring(0, 40) + "…" : found;
    if (VERSION.matcher(found).matches()) {
      throw new StoreException(
          ("%1$s の形式は %2$s ですが、この Akashi が読めるのは %3$s です。対応する版を使ってください。 / %1$s says format %2$s, this"
                  + " Akashi reads %3$s: use the version that wrote it.")
              .formatted(format, shown.strip(), FORMAT.strip()));
    }
    throw new StoreException(
        ("%1$s が変わっています。内容は「%2$s」の1行のはずですが「%3$s」です。バックアップから戻すか、その1行に直してください。 / %1$s was changed: it should hold"
                + " the one line '%2$s', but holds '%3$s'. Restore it from a backup, or write that line"
                + " into it.")
            .formatted(format, FORMAT.strip(), shown.strip()));
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
    if (!disk.exists(path.resolve(Keys.PRIVATE))) {
      disk.replacePrivate(path.resolve(Keys.PRIVATE), SigningKey.generate().pem());
    }
    for (Book book : Book.values()) {
      disk.createDirectories(book(book));
      Path file = book(book).resolve(ORIGIN_FILE);
      if (!disk.exists(file)) {
        disk.replace(file, (name + "/" + book.id() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!disk.exists(path.resolve(Keys.PUBLIC))) {
      disk.replace(path.resolve(Keys.PUBLIC), Keys.read(disk, path, origins()).text());
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

  /**
   * The keys of all books; makes {@code log.vkey} where a store of an earlier version has none.
   *
   * @throws IOException when it cannot be written
   */
  Keys keys() throws IOException {
    Keys keys = Keys.read(disk, path, origins());
    if (!keys.stated() && keys.signing().isPresent() && !disk.isReadOnly()) {
      disk.replace(path.resolve(Keys.PUBLIC), keys.text());
    }
    return keys;
  }

  /** What the books say their origins are, frozen when the store was made. */
  private Map<Book, Optional<String>> origins() {
    Map<Book, Optional<String>> origins = new EnumMap<>(Book.class);
    for (Book book : Book.values()) {
      origins.put(book, origin(book));
    }
    return origins;
  }

  private Optional<String> origin(Book book) {
    try {
      byte[] origin = disk.readAll(book(book).resolve(ORIGIN_FILE), MOST);
      return Optional.of(new String(origin, StandardCharsets.UTF_8).strip())
          .filter(text -> ORIGIN.matcher(text).matches());
    } catch (IOException e) {
      // Named by originTrouble.
      return Optional.empty();
    }
  }

  /** What is wrong with the file that holds the origin of a book, as a clause. */
  public Optional<String> originTrouble(Book book) {
    try {
      disk.readAll(book(book).resolve(ORIGIN_FILE), MOST);
      return origin(book).isPresent() ? Optional.empty() : Optional.of("it holds no origin");
    } catch (NoSuchFileException e) {
      return Optional.of("the file is missing");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
