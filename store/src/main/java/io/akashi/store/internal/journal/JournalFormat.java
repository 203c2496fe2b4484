package io.akashi.store.internal.journal;

import io.akashi.store.Entry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The numbers of {@code docs/formats/journal.md}. */
final class JournalFormat {
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** {@code AKASHIJ1}. */
  static final long FILE_MAGIC = 0x414B415348494A31L;

  /** {@code GRP1}. */
  static final int GROUP_MAGIC = 0x47525031;

  static final int FILE_HEADER = 32;
  static final int GROUP_HEADER = 40;
  static final int FRAME_HEADER = EntryBatch.FRAME_HEADER;
  static final int ALIGNMENT = 8;

  private static final String SUFFIX = ".journal";
  private static final int DIGITS = 20;

  /** Odd, so that a check can be solved for its index; 2^32 divided by the golden ratio. */
  private static final int STEP = 0x9E3779B1;

  private static final int STEP_INVERSE = inverse(STEP);

  private JournalFormat() {}

  /** What a group's header says. */
  record Group(long first, int count, long bytes) {
    long end() {
      return first + count;
    }
  }

  /** The name of the file whose first entry has that index. */
  static String fileName(long first) {
    return "%020d%s".formatted(first, SUFFIX);
  }

  /** The index in a file's name, or empty when it is not a journal file's. */
  static OptionalLong firstOf(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.matches("\\d{%d}\\%s".formatted(DIGITS, SUFFIX))) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(name.substring(0, DIGITS)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  static void putFileHeader(ByteBuffer to, long first, long salt) {
    int start = to.position();
    to.putLong(FILE_MAGIC).putLong(first).putLong(salt).putInt(0);
    to.putInt(crc(to.duplicate().flip().position(start)));
  }

  static void putGroupHeader(ByteBuffer to, long first, int count, long bytes, long salt) {
    int start = to.position();
    to.putInt(GROUP_MAGIC).putInt(count).putLong(first).putLong(bytes).putLong(salt).putInt(0);
    to.putInt(crc(to.duplicate().flip().position(start)));
  }

  private static int crc(ByteBuffer bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  static int crc(byte[] from, int at, int length) {
    var crc = new CRC32C();
    crc.update(from, at, length);
    return (int) crc.getValue();
  }

  /** The salt of a file header, or empty when the header is not sound. */
  static OptionalLong salt(byte[] from, int at, long first) {
    boolean sound =
        (long) LONG.get(from, at) == FILE_MAGIC
            && (long) LONG.get(from, at + 8) == first
            && (int) INT.get(from, at + 24) == 0
            && (int) INT.get(from, at + 28) == crc(from, at, 28);
    return sound ? OptionalLong.of((long) LONG.get(from, at + 16)) : OptionalLong.empty();
  }

  /** Whether a sound group header lies here, whatever its salt. */
  static boolean isGroup(byte[] from, int at) {
    return (int) INT.get(from, at) == GROUP_MAGIC
        && (int) INT.get(from, at + 32) == 0
        && (int) INT.get(from, at + 36) == crc(from, at, 36);
  }

  static long saltOfGroup(byte[] from, int at) {
    return (long) LONG.get(from, at + 24);
  }

  /** The group header with that salt, or null when it is not sound. */
  static @Nullable Group group(byte[] from, int at, long salt) {
    if (!isGroup(from, at) || saltOfGroup(from, at) != salt) {
      return null;
    }
    int count = (int) INT.get(from, at + 4);
    long first = (long) LONG.get(from, at + 8);
    long bytes = (long) LONG.get(from, at + 16);
    boolean possible =
        count >= 0
            && first >= 0
            && bytes >= (long) count * (FRAME_HEADER + 1)
            && bytes <= (long) count * (FRAME_HEADER + Entry.MAX_BYTES);
    return possible ? new Group(first, count, bytes) : null;
  }

  /**
   * The check of a frame: the checksum of its entry, masked by the file's secret salt and the
   * index. So a frame counts only at its own index in its own file, and bytes of a sender inside a
   * payload cannot pass for a frame.
   */
  static int check(int crc, long salt, long index) {
    return crc ^ saltMask(salt) ^ ((int) index * STEP);
  }

  /** The index, modulo 2^32, at which a frame with that check would count. */
  static int indexOf(int check, int crc, long salt) {
    return (check ^ crc ^ saltMask(salt)) * STEP_INVERSE;
  }

  private static int saltMask(long salt) {
    return (int) (salt ^ (salt >>> 32));
  }

  /** Newton's iteration modulo 2^32; each step doubles the right bits, and the start has three. */
  private static int inverse(int odd) {
    int x = odd;
    for (int i = 0; i < 4; i++) {
      x *= 2 - odd * x;
    }
    return x;
  }

  /** Bytes to fill up to the next multiple of eight. */
  static int padding(long bytes) {
    return (int) (-bytes & (ALIGNMENT - 1));
  }
}
