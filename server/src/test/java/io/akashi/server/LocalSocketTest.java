package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.internal.socket.Frame;
import io.akashi.store.Asking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LocalSocketTest {
  @TempDir Path data;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void runsTheCommandInTheServer() throws Exception {
    CommandRunner runner =
        (args, cwd, in, stdout, stderr) -> {
          stdout.print(args + " in " + cwd);
          stderr.print("証");
          return 7;
        };
    try (LocalSocket _ = LocalSocket.open(data, runner)) {
      assertThat(call("", "search", "--user", "山田", "")).isEqualTo(7);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("[search, --user, 山田, ] in " + data.toAbsolutePath());
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("証");
  }

  @Test
  void carriesAnyAmountOfInputAndOutput() throws Exception {
    byte[] octets = new byte[3_000_001];
    new Random(1).nextBytes(octets);
    CommandRunner echo =
        (args, cwd, in, stdout, stderr) -> {
          try {
            return (int) in.transferTo(stdout);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    try (LocalSocket _ = LocalSocket.open(data, echo)) {
      int code =
          LocalClient.call(
              data,
              List.of("echo"),
              data,
              new LocalClient.Streams(new ByteArrayInputStream(octets), out, err));
      assertThat(code).isEqualTo(octets.length);
    }
    assertThat(out.toByteArray()).isEqualTo(octets);
  }

  @Test
  void runsSeveralCommandsAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(3);
    CommandRunner meeting =
        (args, cwd, in, stdout, stderr) -> {
          all.countDown();
          return await(all) ? 0 : 1;
        };
    try (LocalSocket _ = LocalSocket.open(data, meeting)) {
      List<CompletableFuture<Integer>> calls = List.of(callAside(), callAside(), callAside());
      for (CompletableFuture<Integer> call : calls) {
        assertThat(call.get(20, TimeUnit.SECONDS)).isZero();
      }
    }
  }

  @Test
  void stopsTheCommandOfAKilledCaller() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    CommandRunner talker =
        (args, cwd, in, stdout, stderr) -> {
          try {
            while (true) {
              stderr.println("still here");
              started.countDown();
            }
          } catch (CancellationException e) {
            end.complete(e);
            throw e;
          }
        };
    try (LocalSocket _ = LocalSocket.open(data, talker)) {
      try (SocketChannel caller = connect()) {
        Frame.command(data, List.of("talk"))
            .write(new DataOutputStream(Channels.newOutputStream(caller)));
        assertThat(await(started)).isTrue();
      }
      assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void stopsACommandThatWaitsForInputOfAKilledCaller() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    CommandRunner listener =
        (args, cwd, in, stdout, stderr) -> {
          started.countDown();
          try {
            return in.read();
          } catch (CancellationException e) {
            end.complete(e);
            throw e;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    try (LocalSocket _ = LocalSocket.open(data, listener)) {
      try (SocketChannel caller = connect()) {
        Frame.command(data, List.of("listen"))
            .write(new DataOutputStream(Channels.newOutputStream(caller)));
        assertThat(await(started)).isTrue();
      }
      assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void cancelsWhatTheCommandOfAKilledCallerAsksOfTheStore() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CommandRunner question =
        (args, cwd, in, stdout, stderr) -> {
          try (Asking.Ear _ = Asking.current().onCancel(cancelled::countDown)) {
            asked.countDown();
            return await(cancelled) ? 0 : 1;
          }
        };
    try (LocalSocket _ = LocalSocket.open(data, question)) {
      try (SocketChannel caller = connect()) {
        Frame.command(data, List.of("search"))
            .write(new DataOutputStream(Channels.newOutputStream(caller)));
        assertThat(await(asked)).isTrue();
      }
      assertThat(await(cancelled)).isTrue();
    }
  }

  @Test
  void keepsTheSlotOfACommandWhoseCallerIsGoneUntilItHasEnded() throws Exception {
    CountDownLatch started = new CountDownLatch(LocalSocket.MAX_COMMANDS);
    CountDownLatch end = new CountDownLatch(1);
    CommandRunner deaf =
        (args, cwd, in, stdout, stderr) -> {
          started.countDown();
          return args.contains("x") || await(end) ? 0 : 1;
        };
    try (LocalSocket _ = LocalSocket.open(data, deaf)) {
      for (int i = 0; i < LocalSocket.MAX_COMMANDS; i++) {
        try (SocketChannel caller = connect()) {
          Frame.command(data, List.of("verify"))
              .write(new DataOutputStream(Channels.newOutputStream(caller)));
        }
      }
      assertThat(await(started)).isTrue();
      assertThat(call("", "x")).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("too many commands");

      end.countDown();
      int code = call("", "x");
      while (code == 2) {
        code = call("", "x");
      }
      assertThat(code).isZero();
    }
  }

  @Test
  void runsCommandsBesideCallersThatSayNothing() throws Exception {
    List<SocketChannel> silent = new ArrayList<>();
    try (LocalSocket _ = LocalSocket.open(data, (args, cwd, in, stdout, stderr) -> 0)) {
      for (int i = 0; i < LocalSocket.MAX_COMMANDS * 2; i++) {
        silent.add(connect());
      }
      assertThat(call("", "x")).isZero();
    } finally {
      for (SocketChannel one : silent) {
        one.close();
      }
    }
  }

  @Test
  void isForTheServersUserAloneAndReplacesAStaleOne() throws Exception {
    Path path = data.resolve(LocalSocket.NAME);
    Files.writeString(path, "left by a killed server");
    Path folder = Files.createDirectory(data.resolve(".sock"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(folder.resolve("s"), "left by a killed server");
    FileTime before = Files.readAttributes(folder, BasicFileAttributes.class).creationTime();
    try (LocalSocket _ = LocalSocket.open(data, (args, cwd, in, stdout, stderr) -> 0)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(folder).isEmptyDirectory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      // A new folder would take room, which a full disk does not have.
      assertThat(Files.readAttributes(folder, BasicFileAttributes.class).creationTime())
          .isEqualTo(before);
      assertThat(call("", "x")).isZero();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void survivesGarbage() throws Exception {
    try (LocalSocket _ = LocalSocket.open(data, (args, cwd, in, stdout, stderr) -> 0)) {
      for (byte[] garbage :
          List.of(
              new byte[] {'C', 127, 0, 0, 0},
              new byte[] {'C', 0, 0, 0, 0},
              new byte[] {'C', -1, 0, 0, 0},
              "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
        try (SocketChannel caller = connect()) {
          caller.write(ByteBuffer.wrap(garbage));
          caller.shutdownOutput();
        }
      }
      assertThat(call("", "x")).isZero();
    }
  }

  @Test
  void reportsADefectOfACommand() throws Exception {
    CommandRunner broken =
        (args, cwd, in, stdout, stderr) -> {
          throw new IllegalStateException("broken");
        };
    try (LocalSocket _ = LocalSocket.open(data, broken)) {
      assertThat(call("", "x")).isEqualTo(2);
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("broken");
  }

  @Test
  void saysThatNoServerListens() {
    assertThatThrownBy(() -> call("", "status")).isInstanceOf(IOException.class);
  }

  @Test
  void refusesADataDirectoryWhosePathIsTooLong() {
    Path deep = data.resolve("x".repeat(100));

    assertThatThrownBy(() -> LocalSocket.open(deep, (args, cwd, in, stdout, stderr) -> 0))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is too long for a socket");
  }

  private int call(String input, String... args) throws IOException {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return LocalClient.call(data, List.of(args), data, new LocalClient.Streams(in, out, err));
  }

  private CompletableFuture<Integer> callAside() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call("", "x");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(data.resolve(LocalSocket.NAME)));
    return channel;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
