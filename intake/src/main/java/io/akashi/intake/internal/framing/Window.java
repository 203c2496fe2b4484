package io.akashi.intake.internal.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes read and not yet taken: {@code bytes[start]} up to {@code bytes[end - 1]}. Small while
 * little comes: it grows only after a read that filled it.
 */
final class Window {
  static final int RESTING = 2 * 1024;
  private static final int BUSY = 64 * 1024;
  private static final int LEAST_READ = 16 * 1024;

  private final Room room;
  byte[] bytes = new byte[RESTING];
  int start;
  int end;

  // While the stream is open, another look makes no sense before the window is that long.
  private int wanted;
  private boolean filled;

  /**
   * @param room where what it needs beyond {@link #RESTING} bytes is taken from
   */
  Window(Room room) {
    this.room = room;
  }

  int length() {
    return end - start;
  }

  /**
   * Reads once from {@code in}; returns what {@code in} returned.
   *
   * @throws IOException also when there is no room for what has come
   */
  int fill(InputStream in) throws IOException {
    if (filled || end == bytes.length) {
      makeRoom(LEAST_READ, 1);
    }
    int count = in.read(bytes, end, bytes.length - end);
    if (count > 0) {
      end += count;
      filled = end == bytes.length;
    }
    return count;
  }

  void append(byte[] source, int from, int length) throws IOException {
    makeRoom(length, length);
    System.arraycopy(source, from, bytes, end, length);
    end += length;
  }

  /** Gives memory back while nothing comes. */
  void rest() {
    if (length() == 0 && bytes.length > RESTING) {
      room.giveBack(beyond(bytes.length));
      bytes = new byte[RESTING];
      start = 0;
      end = 0;
      filled = false;
    }
  }

  /** Gives back what was taken of the room; the window is not used any more. */
  void close() {
    room.giveBack(beyond(bytes.length));
    bytes = new byte[0];
    start = 0;
    end = 0;
  }

  /** Ends some bytes before the end of the array, at least {@code least}; may move the bytes. */
  private void makeRoom(int free, int least) throws IOException {
    if (bytes.length - end >= free) {
      return;
    }
    int needed = length() + free;
    byte[] target = bytes;
    if (needed > bytes.length) {
      int size = Math.max(needed, Math.min(bytes.length * 2, bytes.length + (1 << 20)));
      target = grown(Math.max(BUSY, size), least);
    } else if (bytes.length > BUSY && needed <= BUSY) {
      room.giveBack(bytes.length - BUSY);
      target = new byte[BUSY];
    }
    System.arraycopy(bytes, start, target, 0, length());
    bytes = target;
    end -= start;
    start = 0;
  }

  /** A larger array; the same when there is no room, and it will do. */
  private byte[] grown(int size, int least) throws IOException {
    int more = beyond(size) - beyond(bytes.length);
    if (!room.offers(more)) {
      if (bytes.length - length() >= least) {
        return bytes;
      }
      room.take(more);
    }
    return new byte[size];
  }

  private static int beyond(int size) {
    return Math.max(0, size - RESTING);
  }

  /** Says that nothing can be told before the window ends at {@code wantedEnd}. */
  Answer want(int wantedEnd) {
    wanted = wantedEnd - start;
    return Answer.MORE;
  }

  /** Whether {@link #want} still waits. */
  boolean isShort() {
    return length() < wanted;
  }

  /** Forgets the bytes before {@code next}. */
  void advance(int next) {
    start = next;
    wanted = 0;
    if (start == end) {
      start = 0;
      end = 0;
      if (bytes.length > BUSY) {
        room.giveBack(bytes.length - BUSY);
        bytes = new byte[BUSY];
      }
    }
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
