package io.akashi.server;

import io.akashi.server.internal.socket.Frame;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The caller's end of the {@link LocalSocket}: runs a command in the server that is running. */
public final class LocalClient {
  private LocalClient() {}

  /** The three standard streams of a program. */
  public record Streams(InputStream in, OutputStream out, OutputStream err) {}

  /**
   * Runs a command in the server that has a data directory open, and waits for its end.
   *
   * @param data the data directory
   * @param args the arguments as they were typed, without the program's name
   * @param cwd working directory, where relative paths start
   * @return the exit code
   * @throws IOException when no server listens there, or it went away before the end
   */
  public static int call(Path data, List<String> args, Path cwd, Streams streams)
      throws IOException {
    Path path = data.toAbsolutePath().normalize().resolve(LocalSocket.NAME);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      DataOutputStream toServer =
          new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
      Frame.command(cwd, args).write(toServer);
      Semaphore wanted = new Semaphore(0);
      Thread feeder =
          Thread.ofPlatform()
              .daemon()
              .name("akashi-stdin")
              .start(() -> feed(streams.in(), wanted, toServer));
      try {
        return relay(new DataInputStream(Channels.newInputStream(channel)), streams, wanted);
      } finally {
        feeder.interrupt();
      }
    }
  }

  private static int relay(DataInputStream fromServer, Streams streams, Semaphore wanted)
      throws IOException {
    while (true) {
      Optional<Frame> frame = Frame.read(fromServer);
      if (frame.isEmpty()) {
        throw new IOException("サーバーが途中で停止しました。 / the server stopped before the command had ended");
      }
      byte[] bytes = frame.get().bytes();
      switch (frame.get().type()) {
        case OUTPUT -> {
          streams.out().write(bytes);
          streams.out().flush();
        }
        case ERROR -> {
          streams.err().write(bytes);
          streams.err().flush();
        }
        case WANT -> wanted.release();
        case EXIT -> {
          return ByteBuffer.wrap(bytes).getInt();
        }
        case COMMAND, INPUT -> throw new IOException("the server sent a frame of the caller");
      }
    }
  }

  private static void feed(InputStream in, Semaphore wanted, DataOutputStream toServer) {
    byte[] buffer = new byte[Frame.PIECE_BYTES];
    try {
      while (true) {
        wanted.acquire();
        int count = Math.max(0, in.read(buffer));
        new Frame(Frame.Type.INPUT, Arrays.copyOf(buffer, count)).write(toServer);
      }
    } catch (IOException e) {
      wanted.drainPermits(); // the connection ended; relay() says how
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
