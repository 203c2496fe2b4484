package io.akashi.server.internal.socket;

import io.akashi.server.CommandRunner;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One command that runs in the server for a caller outside. Its thread reads what the caller sends;
 * a second one runs the command. Input is asked for piece by piece, so nothing piles up.
 */
public final class Session implements Runnable {
  private static final Logger LOG = System.getLogger(Session.class.getName());
  private static final byte[] END = new byte[0];

  private final SocketChannel channel;
  private final CommandRunner runner;
  private final DataOutputStream toCaller;
  // Holds at most one piece of input and the mark of the end: a caller sends only when asked.
  private final LinkedBlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
  private volatile boolean gone;
  private volatile boolean wanted;

  public Session(SocketChannel channel, CommandRunner runner) {
    this.channel = channel;
    this.runner = runner;
    this.toCaller =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
  }

  /** Serves the caller until the command has ended or the caller is gone. Closes the channel. */
  @Override
  public void run() {
    try (channel) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      Optional<Frame> first = Frame.read(in);
      if (first.isEmpty() || first.get().type() != Frame.Type.COMMAND) {
        return;
      }
      List<String> texts = first.get().texts();
      if (texts.isEmpty()) {
        return;
      }
      Thread.ofPlatform()
          .name("akashi-command")
          .daemon()
          .start(() -> execute(Path.of(texts.getFirst()), texts.subList(1, texts.size())));
      Optional<Frame> frame = Frame.read(in);
      while (frame.isPresent() && frame.get().type() == Frame.Type.INPUT && wanted) {
        wanted = false;
        input.add(frame.get().bytes());
        frame = Frame.read(in);
      }
    } catch (IOException | RuntimeException e) {
      // The caller went away or speaks another language; either way there is nobody to tell.
      gone = true;
    } finally {
      gone = true;
      input.add(END);
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
      int code = runner.run(args, cwd, new Input(), out, err);
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
