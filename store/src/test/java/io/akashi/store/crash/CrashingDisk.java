package io.akashi.store.crash;

import io.akashi.store.DiskFullException;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import io.akashi.store.internal.disk.OsDisk;
import io.akashi.store.internal.disk.SyncFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A disk over a real folder that keeps exactly what {@link Disk} promises and nothing more. Files
 * lie where they should, so DuckDB can read and write them; no sync reaches the real disk, so tests
 * are fast. Every operation that changes something is counted, and a {@link Fault} strikes at one
 * of them. Then {@link #afterPowerLoss} shows what would be left.
 *
 * <p>What lies in the folder when the disk is made counts as durable. A file written behind the
 * disk's back is unsynced until {@link #sync(Path)}. Safe for use by many threads.
 */
public final class CrashingDisk implements Disk {
  private final Disk os = new OsDisk();
  private final Path root;
  private final Fault fault;
  private final Node.Folder tree = new Node.Folder();
  private final List<String> operations = new ArrayList<>();
  private int syncs;
  private int writes;
  private long changes;
  private boolean crashed;
  private boolean full;
  private long usableSpace = Long.MAX_VALUE;

  /** A disk over {@code root}, which is there. */
  public CrashingDisk(Path root, Fault fault) throws IOException {
    this.root = root.toAbsolutePath();
    this.fault = fault;
    remember(tree, this.root);
  }

  /** A disk that never fails, for tests that want its speed. */
  public static CrashingDisk sound(Path root) throws IOException {
    return new CrashingDisk(root, Fault.nothing());
  }

  /** What was done so far, in order. */
  public synchronized List<String> operations() {
    return List.copyOf(operations);
  }

  /** How many syncs of files and folders were asked for. */
  public synchronized int syncs() {
    return syncs;
  }

  /** How many writes were asked for. */
  public synchronized int writes() {
    return writes;
  }

  /** Ends {@link Fault.Kind#DISK_FULL}. */
  public synchronized void makeRoom() {
    full = false;
  }

  /** What {@link Disk#usableSpace} says while the disk is not full. */
  public synchronized void setUsableSpace(long bytes) {
    usableSpace = bytes;
  }

  /**
   * Makes a new folder look as the disk would after a power cut at this moment.
   *
   * @param into is made
   */
  public synchronized void afterPowerLoss(PowerLoss loss, Path into) throws IOException {
    discover(tree, root);
    Node.Change last = loss.data().unit() == 0 ? null : lastChange(tree);
    Files.createDirectories(into);
    materialise(tree, root, loss, last, into);
  }

  private void materialise(
      Node.Folder folder, Path real, PowerLoss loss, Node.Change last, Path into)
      throws IOException {
    Map<String, Node> names = loss.losesNames() ? folder.durable : folder.live;
    for (Map.Entry<String, Node> name : names.entrySet()) {
      Path target = into.resolve(name.getKey());
      Path source = real.resolve(name.getKey());
      switch (name.getValue()) {
        case Node.Folder inner -> {
          Files.createDirectory(target);
          materialise(inner, source, loss, last, target);
        }
        case Node.File file -> Files.write(target, contentOf(file, folder, source, loss, last));
      }
    }
  }

  private static byte[] contentOf(
      Node.File file, Node.Folder folder, Path real, PowerLoss loss, Node.Change last)
      throws IOException {
    if (loss.data() == PowerLoss.Data.LOST) {
      return file.durable;
    }
    boolean linked = folder.live.get(real.getFileName().toString()) == file && Files.exists(real);
    byte[] live = linked ? Files.readAllBytes(real) : file.orphaned;
    if (loss.data() == PowerLoss.Data.KEPT) {
      return live;
    }
    byte[] applied = file.applied(last, loss.data().unit());
    boolean foreign = file.unsynced.isEmpty() && !Arrays.equals(live, applied);
    return foreign ? Arrays.copyOf(live, tornLength(live.length, loss)) : applied;
  }

  /** A file of somebody else is torn in its middle. */
  private static int tornLength(int length, PowerLoss loss) {
    return length / 2 / loss.data().unit() * loss.data().unit();
  }

  private static Node.Change lastChange(Node.Folder folder) {
    Node.Change last = null;
    List<Node> nodes = new ArrayList<>(folder.live.values());
    nodes.addAll(folder.durable.values());
    for (Node node : nodes) {
      Node.Change change =
          switch (node) {
            case Node.Folder inner -> lastChange(inner);
            case Node.File file -> file.unsynced.isEmpty() ? null : file.unsynced.getLast();
          };
      if (change != null && (last == null || change.serial() > last.serial())) {
        last = change;
      }
    }
    return last;
  }

  /** Takes what lies there as durable. */
  private static void remember(Node.Folder folder, Path real) throws IOException {
    discover(folder, real);
    for (Map.Entry<String, Node> name : folder.live.entrySet()) {
      Path path = real.resolve(name.getKey());
      switch (name.getValue()) {
        case Node.Folder inner -> remember(inner, path);
        case Node.File file -> file.synced(Files.readAllBytes(path));
      }
    }
    folder.sync();
  }

  /** Brings the live names up to what others did behind the disk's back. */
  private static void discover(Node.Folder folder, Path real) throws IOException {
    Set<String> seen = new HashSet<>();
    try (Stream<Path> names = Files.list(real)) {
      for (Path path : (Iterable<Path>) names::iterator) {
        String name = path.getFileName().toString();
        seen.add(name);
        if (Files.isDirectory(path)) {
          Node node = folder.live.computeIfAbsent(name, any -> new Node.Folder());
          discover((Node.Folder) node, path);
        } else {
          folder.live.computeIfAbsent(name, any -> new Node.File());
        }
      }
    }
    folder.live.keySet().retainAll(seen);
  }

  private Node.Folder folder(Path path) {
    Path real = path.toAbsolutePath();
    Node.Folder folder = tree;
    if (!real.startsWith(root)) {
      return new Node.Folder(); // Above the root everything is durable anyway.
    }
    for (Path name : root.relativize(real)) {
      if (!name.toString().isEmpty()) {
        Map<String, Node> names = folder.live;
        folder = (Node.Folder) names.computeIfAbsent(name.toString(), any -> new Node.Folder());
      }
    }
    return folder;
  }

  private Node.File file(Path path) {
    Map<String, Node> names = folder(Disk.folderOf(path)).live;
    String name = path.getFileName().toString();
    return (Node.File) names.computeIfAbsent(name, any -> new Node.File());
  }

  private void operation(String what, Path path) {
    checkAlive(what);
    operations.add(what + " " + root.relativize(path.toAbsolutePath()));
    if (fault.kind() == Fault.Kind.CRASH && operations.size() == fault.at()) {
      crashed = true;
      checkAlive(operations.getLast());
    }
  }

  private synchronized void checkAlive(String what) {
    if (crashed) {
      throw new CrashException(what);
    }
  }

  private void syncing(String what, Path path) throws SyncFailedException {
    operation(what, path);
    syncs++;
    if (fault.kind() == Fault.Kind.SYNC_FAILS && syncs == fault.at()) {
      throw new SyncFailedException(path, new IOException("simulated"));
    }
  }

  private void needRoom(Path path) throws DiskFullException {
    if (full) {
      throw new DiskFullException("simulated: no room for " + path);
    }
  }

  @Override
  public synchronized DiskFile openForWrite(Path file) throws IOException {
    checkAlive("open");
    boolean made = !Files.exists(file);
    if (made) {
      operation("create", file);
      needRoom(file);
    }
    DiskFile open = os.openForWrite(file);
    return new CrashingFile(file, open, file(file));
  }

  @Override
  public DiskFile openForRead(Path file) throws IOException {
    checkAlive("open");
    return new CrashingFile(file, os.openForRead(file), new Node.File());
  }

  @Override
  public byte[] readAll(Path file, long most) throws IOException {
    checkAlive("read");
    return os.readAll(file, most);
  }

  @Override
  public synchronized void sync(Path file) throws IOException {
    syncing("sync", file);
    byte[] content = Files.readAllBytes(file);
    file(file).synced(content);
  }

  @Override
  public synchronized void syncDirectory(Path folder) throws IOException {
    if (!folder.toAbsolutePath().startsWith(root)) {
      return;
    }
    syncing("syncDirectory", folder);
    discover(folder(folder), folder);
    folder(folder).sync();
  }

  @Override
  public synchronized void restrict(Path file) throws IOException {
    operation("restrict", file);
    os.restrict(file);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    operation("rename", from);
    discover(folder(Disk.folderOf(from)), Disk.folderOf(from));
    Node.Folder source = folder(Disk.folderOf(from));
    Node.Folder target = folder(Disk.folderOf(to));
    orphan(target, to);
    os.rename(from, to);
    Node node = source.live.remove(from.getFileName().toString());
    target.live.put(to.getFileName().toString(), node);
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    checkAlive("delete");
    if (Files.exists(file)) {
      operation("delete", file);
      orphan(folder(Disk.folderOf(file)), file);
      os.delete(file);
      folder(Disk.folderOf(file)).live.remove(file.getFileName().toString());
    }
  }

  private static void orphan(Node.Folder folder, Path path) throws IOException {
    Node node = folder.live.get(path.getFileName().toString());
    if (node instanceof Node.File file) {
      file.orphaned = Files.readAllBytes(path);
    }
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    checkAlive("list");
    return os.list(folder);
  }

  @Override
  public synchronized void createDirectory(Path folder) throws IOException {
    operation("createDirectory", folder);
    needRoom(folder);
    os.createDirectory(folder);
    folder(folder);
  }

  @Override
  public boolean exists(Path path) {
    checkAlive("exists");
    return os.exists(path);
  }

  @Override
  public boolean isFolder(Path path) {
    checkAlive("isFolder");
    return os.isFolder(path);
  }

  @Override
  public long size(Path file) throws IOException {
    checkAlive("size");
    return os.size(file);
  }

  @Override
  public synchronized long usableSpace(Path path) {
    checkAlive("usableSpace");
    return full ? 0 : usableSpace;
  }

  /** A file whose changes are remembered until they are synced. */
  private final class CrashingFile implements DiskFile {
    private final Path path;
    private final DiskFile open;
    private final Node.File node;

    CrashingFile(Path path, DiskFile open, Node.File node) {
      this.path = path;
      this.open = open;
      this.node = node;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      checkAlive("read");
      return open.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      synchronized (CrashingDisk.this) {
        operation("write", path);
        writes++;
        if (fault.kind() == Fault.Kind.DISK_FULL && writes == fault.at()) {
          full = true;
          from.limit(from.position() + from.remaining() / 2);
        } else {
          needRoom(path);
        }
        byte[] bytes = new byte[from.remaining()];
        from.duplicate().get(bytes);
        node.unsynced.add(new Node.Change(changes++, position, bytes));
        open.write(from, position);
        needRoom(path);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (CrashingDisk.this) {
        operation("truncate", path);
        if (size < open.size()) {
          node.unsynced.add(new Node.Change(changes++, size, null));
          open.truncate(size);
        }
      }
    }

    @Override
    public long size() throws IOException {
      checkAlive("size");
      return open.size();
    }

    @Override
    public void sync() throws SyncFailedException {
      synchronized (CrashingDisk.this) {
        syncing("sync", path);
        node.sync();
      }
    }

    @Override
    public void close() throws IOException {
      open.close();
    }
  }

  /** Deletes a folder with everything in it. */
  static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
