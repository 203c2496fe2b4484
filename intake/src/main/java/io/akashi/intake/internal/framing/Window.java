package io.akashi.intake.internal.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes read and not yet taken: {@code bytes[start]} up to {@code bytes[end - 1]}. */
final class Window {
  private static final int INITIAL = 64 * 1024;
  private static final int LEAST_READ = 16 * 1024;

  byte[] bytes = new byte[INITIAL];
  int start;
  int end;

  // While the stream is open, another look makes no sense before the window is that long.
  private int wanted;

  int length() {
    return end - start;
  }

  /** Reads once from {@code in}; returns what {@code in} returned. */
  int fill(InputStream in) throws IOException {
    makeRoom(LEAST_READ);
    int count = in.read(bytes, end, bytes.length - end);
    if (count > 0) {
      end += count;
    }
    return count;
  }

  void append(byte[] source, int from, int length) {
    makeRoom(length);
    System.arraycopy(source, from, bytes, end, length);
    end += length;
  }

  /** Ends at least {@code room} bytes before the end of the array; may move the bytes. */
  private void makeRoom(int room) {
    if (bytes.length - end >= room) {
      return;
    }
    int needed = length() + room;
    byte[] target = bytes;
    if (needed > bytes.length) {
      target = new byte[Math.max(needed, Math.min(bytes.length * 2, bytes.length + (1 << 20)))];
    } else if (bytes.length > INITIAL && needed <= INITIAL) {
      target = new byte[INITIAL];
    }
    System.arraycopy(bytes, start, target, 0, length());
    bytes = target;
    end -= start;
    start = 0;
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
      if (bytes.length > INITIAL) {
        bytes = new byte[INITIAL];
      }
    }
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
