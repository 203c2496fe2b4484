package io.akashi.intake.internal.records;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The bytes that members of gzip in a row hold (RFC 1952). The JDK's own stream calls itself once
 * for each member that is empty, so that some kilobytes of them overflow the stack, and takes a
 * broken connection or rubbish behind a member for the end. Here each member costs the same, and
 * what is not whole is an error. Not safe for use by many threads.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER = 64 * 1024;
  private static final int DEFLATE = 8;
  private static final int HAS_CHECK = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int OF_NO_USE = 6; // time, hints, system

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 ofBody = new CRC32();
  private final CRC32 ofHead = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean inside;
  private boolean any;
  private boolean ended;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (inside || begins()) {
      int count = inflate(target, offset, length);
      if (count > 0) {
        ofBody.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        end();
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      if (inflater.needsInput()) {
        require();
        inflater.setInput(buffer, from, to - from);
      }
      int count = inflater.inflate(target, offset, length);
      from = to - inflater.getRemaining();
      if (inflater.needsDictionary()) {
        throw new ZipException("a dictionary is needed");
      }
      return count;
    } catch (DataFormatException e) {
      throw new ZipException(String.valueOf(e.getMessage()));
    }
  }

  /** Whether another member begins; the end of the input is the end, but for the first. */
  private boolean begins() throws IOException {
    if (ended || (any && !fill())) {
      ended = true;
      return false;
    }
    ofHead.reset();
    if (octet() != 0x1f || octet() != 0x8b || octet() != DEFLATE) {
      throw new ZipException(any ? "something else follows" : "not gzip");
    }
    int flags = octet();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("unknown flags");
    }
    skip(OF_NO_USE);
    if ((flags & HAS_EXTRA) != 0) {
      skip(octet() | octet() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    int check = (int) ofHead.getValue() & 0xffff;
    if ((flags & HAS_CHECK) != 0 && (octet() | octet() << 8) != check) {
      throw new ZipException("the head is corrupt");
    }
    inflater.reset();
    ofBody.reset();
    any = true;
    inside = true;
    return true;
  }

  private void end() throws IOException {
    if (number() != ofBody.getValue() || number() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the check does not fit");
    }
    inside = false;
  }

  private long number() throws IOException {
    return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      octet();
    }
  }

  private void skipText() throws IOException {
    while (octet() != 0) {
      // to its end
    }
  }

  private int octet() throws IOException {
    require();
    int octet = buffer[from++] & 0xff;
    ofHead.update(octet);
    return octet;
  }

  private void require() throws IOException {
    if (!fill()) {
      throw new EOFException("cut off");
    }
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer, 0, BUFFER));
    }
    return to > from;
  }

  /** Gives back the memory outside of the heap; closes what it reads from. */
  @Override
  public void close() throws IOException {
    ended = true;
    inside = false;
    inflater.end();
    in.close();
  }
}
