package io.akashi.server.internal.socket;

import io.akashi.server.CommandRunner;
import io.akashi.store.Asking;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One command that runs in the server for a caller outside. Its thread reads what the caller sends;
 * a second one runs the command. Input is asked for piece by piece, so nothing piles up.
 */
public final class Session implements Runnable {
  private static final Logger LOG = System.getLogger(Session.class.getName());
  private static final byte[] END = new byte[0];
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SocketChannel channel;
  private final CommandRunner runner;
  private final Semaphore slots;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  // Ended with the caller, also while the command waits for the store and not for a stream.
  private final Asking asking = Asking.begin();
  private final DataOutputStream toCaller;
  // Holds at most one piece of input and the mark of the end: a caller sends only when asked.
  private final LinkedBlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
  private volatile boolean gone;
  private volatile boolean wanted;

  /**
   * @param slots one is held from the first frame to the end of the command, which may be after the
   *     end of its caller
   */
  public Session(SocketChannel channel, CommandRunner runner, Semaphore slots) {
    this.channel = channel;
    this.runner = runner;
    this.slots = slots;
    this.toCaller =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
  }

  /** Serves the caller until the command has ended. Closes the channel. */
  @Override
  public void run() {
    try (channel) {
      Thread.ofVirtual().name("akashi-local-silence").start(this::endIfSilent);
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      Optional<Frame> first = Frame.read(in);
      begun.countDown();
      if (first.isEmpty() || first.get().type() != Frame.Type.COMMAND) {
        return;
      }
      List<String> texts = first.get().texts();
      if (texts.isEmpty()) {
        return;
      }
      if (!slots.tryAcquire()) {
        refuse(
            "同時に実行できるコマンドの数を超えました。後でもう一度試してください。 / too many commands run already: try again"
                + " later");
        return;
      }
      try {
        serve(in, texts);
      } finally {
        slots.release();
      }
    } catch (IOException | RuntimeException e) {
      // The caller went away or speaks another language; either way there is nobody to tell.
      gone = true;
    } finally {
      begun.countDown();
    }
  }

  private void serve(DataInputStream in, List<String> texts) {
    Thread.ofPlatform()
        .name("akashi-command")
        .daemon()
        .start(() -> {
          try {
            execute(Path.of(texts.getFirst()), texts.subList(1, texts.size()));
          } finally {
            ended.countDown();
          }
        });
    try {
      Optional<Frame> frame = Frame.read(in);
      while (frame.isPresent() && frame.get().type() == Frame.Type.INPUT && wanted) {
        wanted = false;
        input.add(frame.get().bytes());
        frame = Frame.read(in);
      }
    } catch (IOException | RuntimeException e) {
      gone = true; // as above
    } finally {
      gone = true;
      input.add(END);
      asking.cancel();
      awaitEnd();
    }
  }

  /** Until it has, the command holds memory and files, so it holds its slot. */
  private void awaitEnd() {
    try {
      channel.close();
      ended.await();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "not closed in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A connection that says nothing is closed. */
  private void endIfSilent() {
    try {
      if (!begun.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "not closed in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the caller in one sentence that its command does not run. */
  public void refuse(String sentence) {
    try (channel) {
      send(new Frame(Frame.Type.ERROR, (sentence + "\n").getBytes(StandardCharsets.UTF_8)));
      exit(2);
    } catch (IOException e) {
      gone = true;
    }
  }

  private void execute(Path cwd, List<String> args) {
    OutputStream output = new Pieces(Frame.Type.OUTPUT);
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(output, Frame.PIECE_BYTES), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(
            new BufferedOutputStream(new Pieces(Frame.Type.ERROR)), true, StandardCharsets.UTF_8);
    try {
      int code = asking.call(() -> runner.run(args, cwd, new Input(), out, err));
      out.flush();
      err.flush();
      exit(code);
      channel.shutdownOutput();
    } catch (CancellationException | IOException e) {
      gone = true; // the caller does not wait for an answer any more
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "command " + args.stream().findFirst().orElse("") + " failed", e);
      refuse("コマンドが内部の誤りで終わりました。 / the command ended with a defect of Akashi: " + e);
    }
  }

  private void exit(int code) throws IOException {
    send(new Frame(Frame.Type.EXIT, ByteBuffer.allocate(Integer.BYTES).putInt(code).array()));
  }

  private void send(Frame frame) throws IOException {
    synchronized (toCaller) {
      frame.write(toCaller);
    }
  }

  /**
   * Sends for the command, or ends it when its caller is gone. Not by an IOException: PrintStream
   * would swallow it, and the command would run on.
   */
  private void sendOrCancel(Frame frame) {
    if (gone) {
      throw new CancellationException("the caller went away");
    }
    try {
      send(frame);
    } catch (IOException e) {
      gone = true;
      CancellationException cancelled = new CancellationException("the caller went away");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  /** A stream of the command, cut into frames. */
  private final class Pieces extends OutputStream {
    private final Frame.Type type;

    Pieces(Frame.Type type) {
      this.type = type;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int from = offset; from < offset + length; from += Frame.PIECE_BYTES) {
        int to = Math.min(offset + length, from + Frame.PIECE_BYTES);
        sendOrCancel(new Frame(type, Arrays.copyOfRange(bytes, from, to)));
      }
    }
  }

  /** Standard input of the command; used by one thread. */
  private final class Input extends InputStream {
    private byte[] piece = END;
    private int next;
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (next == piece.length && !ended) {
        fetch();
      }
      if (ended) {
        return -1;
      }
      int count = Math.min(length, piece.length - next);
      System.arraycopy(piece, next, target, offset, count);
      next += count;
      return count;
    }

    private void fetch() throws IOException {
      wanted = true;
      sendOrCancel(new Frame(Frame.Type.WANT, END));
      try {
        piece = input.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (gone) {
        throw new CancellationException("the caller went away");
      }
      next = 0;
      ended = piece.length == 0;
    }
  }
}
