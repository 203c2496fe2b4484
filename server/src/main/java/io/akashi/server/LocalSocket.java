package io.akashi.server;

import io.akashi.server.internal.socket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * The local command socket: {@code akashi} sends its arguments over it to the server that has the
 * store open, which runs the command in its place. Mode 0600, so only the server's own user can.
 *
 * <p>Several commands run at once, at most {@value #MAX_COMMANDS}. The frames are those of {@code
 * internal.socket}; {@link LocalClient} is the other end.
 */
public final class LocalSocket implements Closeable {
  /** Name of the socket in the data directory. */
  public static final String NAME = "akashi.sock";

  /** Where the socket is made, beside it. */
  static final String FOLDER = ".sock";

  static final int MAX_COMMANDS = 16;

  /** Connections, those included that have said nothing yet. */
  static final int MAX_CALLERS = 128;

  // sun_path of sockaddr_un, with its final NUL.
  private static final int MAX_PATH_BYTES = 107;

  private static final long PAUSE_NANOS = 100_000_000;

  private final ServerSocketChannel server;
  private final Path path;
  private final CommandRunner runner;
  private final Semaphore slots = new Semaphore(MAX_COMMANDS);
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private LocalSocket(ServerSocketChannel server, Path path, CommandRunner runner) {
    this.server = server;
    this.path = path;
    this.runner = runner;
  }

  /**
   * Opens the socket of a data directory, in place of one that a killed server left. The caller
   * holds the lock of the directory, so that no living server's socket is replaced.
   *
   * @throws StartException when the path is too long for a socket, or the folder not writable
   */
  public static LocalSocket open(Path data, CommandRunner runner) throws StartException {
    Path path = data.toAbsolutePath().normalize().resolve(NAME);
    if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
      throw new StartException(
          ("データフォルダのパスが長すぎてソケット %1$s を作れません。100バイト以内の場所に置いてください。 / the path %1$s is too long"
                  + " for a socket: keep the data directory at a path of less than 95 bytes")
              .formatted(path));
    }
    try {
      LocalSocket socket = new LocalSocket(bind(path), path, runner);
      Thread.ofVirtual().name("akashi-local-socket").start(socket::acceptAll);
      return socket;
    } catch (IOException e) {
      throw new StartException(
          "ソケット %1$s を作れません: %2$s / the socket %1$s cannot be made: %2$s"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  // The socket is made in a folder of mode 0700 and moved into place with its final mode: at no
  // moment may another user connect to it, whatever the umask. The folder stays: to make one takes
  // room, which a server that starts on a full disk does not have.
  private static ServerSocketChannel bind(Path path) throws IOException {
    Path folder = path.resolveSibling(FOLDER);
    Path made = folder.resolve("s");
    Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(folder, own);
      Files.deleteIfExists(made);
    } else {
      Files.deleteIfExists(folder);
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(own));
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(made));
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void acceptAll() {
    while (true) {
      try {
        SocketChannel channel = server.accept();
        if (open.size() >= MAX_CALLERS) {
          channel.close();
          continue;
        }
        open.add(channel);
        Thread.ofVirtual().name("akashi-local-session").start(() -> serve(channel));
      } catch (ClosedChannelException e) {
        return; // the orderly end
      } catch (IOException e) {
        // One connection failed, e.g. for want of file descriptors; the socket itself is well.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void serve(SocketChannel channel) {
    try {
      new Session(channel, runner, slots).run();
    } finally {
      open.remove(channel);
    }
  }

  /** Stops listening, ends the commands at their next use of a stream, removes the socket. */
  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
    Files.deleteIfExists(path);
  }
}
