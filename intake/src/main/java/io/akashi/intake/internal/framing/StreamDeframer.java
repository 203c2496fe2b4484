package io.akashi.intake.internal.framing;

import io.akashi.intake.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Takes the messages out of one syslog stream. Octet counting and trailers are told apart for each
 * message; wrong lengths are repaired or cut, and labelled. See docs/formats/framing.md.
 *
 * <p>Every byte read is given out exactly once, in order: as payload of a message or as frame
 * bytes. Holds at most twice the longest message and one read. Not safe for use by many threads.
 */
public final class StreamDeframer {
  /** Takes what the stream holds. */
  public interface Output {
    /**
     * A message.
     *
     * @param payload its exact bytes, at least one; the receiver owns the array
     * @param framing one of {@link Framing}
     * @param keys header keys that say what was wrong, in order; mostly empty
     */
    void message(byte[] payload, String framing, Map<String, String> keys);

    /** Bytes that belong to a frame and to no message: {@code bytes[from]} up to {@code to}. */
    void frame(byte[] bytes, int from, int to);
  }

  private final Output output;
  private final Window window;
  private final OctetFraming octets;
  private final LineFraming lines;
  private final Cut cut = new Cut();

  private boolean afterFrame;
  private boolean afterLine;
  private boolean nextIsFound;
  private boolean pauseTells;

  /**
   * @param maxMessage longest payload in bytes; longer messages come in pieces
   * @param room for long messages, shared with other streams
   */
  public StreamDeframer(int maxMessage, Room room, Output output) {
    if (maxMessage < 1) {
      throw new IllegalArgumentException("maxMessage is " + maxMessage);
    }
    this.output = output;
    this.window = new Window(room);
    this.octets = new OctetFraming(maxMessage);
    this.lines = new LineFraming(maxMessage);
  }

  /**
   * Reads once from {@code in}; gives out nothing.
   *
   * @return bytes read, or -1 at the end of the stream; then call {@link #closed}
   * @throws IOException also when the room is taken by others; then call {@link #closed}, too
   */
  public int read(InputStream in) throws IOException {
    return window.fill(in);
  }

  /** Gives out the messages that are complete. */
  public void drain() {
    drain(End.OPEN);
  }

  /** Adds bytes and gives out the messages that are complete. */
  public void feed(byte[] bytes, int from, int length) throws IOException {
    window.append(bytes, from, length);
    drain(End.OPEN);
  }

  /** Whether a message lies here that {@link #paused} would give out. */
  public boolean pauseTells() {
    return pauseTells;
  }

  /** Bytes read and not given out yet. */
  public int pendingBytes() {
    return window.length();
  }

  /** Says that the sender paused: a frame that ends with the bytes read so far is complete. */
  public void paused() {
    drain(End.QUIET);
  }

  /** Says that the sender is silent for long: a message without trailer is complete. */
  public void stalled() {
    drain(End.STALLED);
  }

  /** Says that nothing follows; gives out everything. */
  public void closed() {
    drain(End.CLOSED);
  }

  /** Gives back what it holds; nothing may be read any more. Idempotent. */
  public void release() {
    window.close();
  }

  /** Says that nothing came for a while: what is not needed until more comes is given back. */
  public void rest() {
    window.rest();
  }

  private void drain(End e) {
    while (window.length() > 0 && !(e == End.OPEN && window.isShort())) {
      Answer answer = decide(e);
      pauseTells = answer == Answer.MORE_OR_PAUSE && e == End.OPEN;
      if (answer != Answer.TAKEN) {
        return;
      }
      give();
    }
    pauseTells = false;
  }

  private Answer decide(End e) {
    if (octets.insideFrame()) {
      return byOctets(octets.takePiece(window, e, cut));
    }
    if (!lines.insideMessage()) {
      Answer blank = blank(e);
      if (blank != Answer.NO) {
        afterFrame &= blank != Answer.TAKEN;
        return blank;
      }
      byte first = window.bytes[window.start];
      if (first >= '1' && first <= '9') {
        Answer frame = octets.take(window, e, afterLine, cut);
        if (frame != Answer.NO) {
          return byOctets(frame);
        }
      }
    }
    Answer line = lines.take(window, e, afterFrame, cut);
    if (line == Answer.TAKEN) {
      afterFrame = false;
      afterLine = !cut.framing.equals(Framing.REST);
    }
    return line;
  }

  private Answer byOctets(Answer answer) {
    if (answer == Answer.TAKEN) {
      afterFrame = !cut.findsNext && !octets.insideFrame();
      afterLine = false;
    }
    return answer;
  }

  /** A trailer where a message should begin. */
  private Answer blank(End e) {
    byte[] bytes = window.bytes;
    int s = window.start;
    boolean last = s + 1 == window.end;
    int length =
        switch (bytes[s]) {
          case '\n' -> 1;
          case '\r' -> last ? -1 : bytes[s + 1] == '\n' ? 2 : 0;
          case 0 ->
              switch (Start.behindTrailers(bytes, s + 1, window.end)) {
                case STRICT, WEAK -> 1;
                case UNKNOWN -> e == End.OPEN ? -1 : 1;
                case NONE -> 0;
              };
          default -> 0;
        };
    if (length < 0 && e == End.OPEN) {
      return Answer.MORE_OR_PAUSE;
    }
    if (length <= 0) {
      return Answer.NO;
    }
    cut.set(s, s, s + length, Framing.LF);
    return Answer.TAKEN;
  }

  private void give() {
    byte[] bytes = window.bytes;
    if (cut.from > window.start) {
      output.frame(bytes, window.start, cut.from);
    }
    if (cut.to > cut.from) {
      cut.found = nextIsFound;
      nextIsFound = cut.findsNext;
      output.message(window.copy(cut.from, cut.to), cut.framing, cut.keys());
    }
    if (cut.next > cut.to) {
      output.frame(bytes, cut.to, cut.next);
    }
    window.advance(cut.next);
  }
}
