package io.akashi.server.internal.socket;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One frame on the local socket.
 *
 * @param type what it carries
 * @param bytes its content, at most {@link #MAX_BYTES}
 */
public record Frame(Type type, byte[] bytes) {
  /** Longest content; the arguments of a command must fit. */
  public static final int MAX_BYTES = 1 << 20;

  /** Longest piece of a stream in one frame. */
  public static final int PIECE_BYTES = 1 << 16;

  /** What a frame carries; the letter is on the wire. */
  public enum Type {
    /** Caller: working directory and arguments, each ended by NUL. The first frame, once. */
    COMMAND('C'),
    /** Caller: a piece of standard input; empty at its end. Only after a {@link #WANT}. */
    INPUT('I'),
    /** Server: asks for one piece of standard input. */
    WANT('W'),
    /** Server: a piece of standard output. */
    OUTPUT('O'),
    /** Server: a piece of standard error. */
    ERROR('E'),
    /** Server: the exit code, four bytes big-endian. The last frame. */
    EXIT('X');

    private final char letter;

    Type(char letter) {
      this.letter = letter;
    }
  }

  /** The first frame of a call. */
  public static Frame command(Path cwd, List<String> args) {
    List<String> texts = new ArrayList<>();
    texts.add(cwd.toAbsolutePath().toString());
    texts.addAll(args);
    byte[] bytes = (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
    return new Frame(Type.COMMAND, bytes);
  }

  /** Working directory and arguments of a {@link Type#COMMAND} frame. */
  public List<String> texts() {
    String[] texts = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
    return List.of(Arrays.copyOf(texts, texts.length - 1));
  }

  /** Writes the frame and flushes it. */
  public void write(DataOutputStream out) throws IOException {
    out.writeByte(type.letter);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /**
   * The next frame, or empty when the other side has gone.
   *
   * @throws IOException when what comes is no frame
   */
  public static Optional<Frame> read(DataInputStream in) throws IOException {
    int letter = in.read();
    if (letter < 0) {
      return Optional.empty();
    }
    Type type =
        Arrays.stream(Type.values())
            .filter(candidate -> candidate.letter == letter)
            .findFirst()
            .orElseThrow(() -> new IOException("no frame begins with byte " + letter));
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("a frame of %d bytes is too long".formatted(length));
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the other side went away within a frame");
    }
    return Optional.of(new Frame(type, bytes));
  }
}
