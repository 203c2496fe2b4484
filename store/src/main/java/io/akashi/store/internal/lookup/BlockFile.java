package io.akashi.store.internal.lookup;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A derived file of packed blocks behind a directory that says where they lie ({@code
 * docs/formats/segment.md}): what lookup and words files have in common. For one thread.
 */
public final class BlockFile implements Closeable {
  private static final int MAGIC = 8;
  private static final int HEADER = MAGIC + 2 * Integer.BYTES;
  private static final int MOST_DIRECTORY = 1 << 28;
  private static final int MOST_BLOCK = 1 << 20;

  private final DiskFile file;
  private final Path path;

  private BlockFile(DiskFile file, Path path) {
    this.file = file;
    this.path = path;
  }

  public static BlockFile open(Disk disk, Path path) throws IOException {
    return new BlockFile(disk.openForRead(path), path);
  }

  /** The content of such a file. */
  public static byte[] content(byte[] magic, byte[] directory, byte[] blocks) {
    return ByteBuffer.allocate(HEADER + directory.length + blocks.length)
        .put(magic)
        .putInt(directory.length)
        .putInt(crc(directory))
        .put(directory)
        .put(blocks)
        .array();
  }

  private static int crc(byte[] directory) {
    CRC32C crc = new CRC32C();
    crc.update(directory);
    return (int) crc.getValue();
  }

  /**
   * The directory; the first block lies behind it.
   *
   * @param magic eight bytes that the file begins with
   * @throws IOException when it cannot be read, or is not as it was written
   */
  public ByteBuffer directory(byte[] magic) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(read(0, HEADER));
    byte[] found = new byte[MAGIC];
    header.get(found);
    int length = header.getInt();
    int check = header.getInt();
    if (!Arrays.equals(found, magic) || length < 0 || length > MOST_DIRECTORY) {
      throw new IOException(path + " does not begin as such a file does");
    }
    byte[] directory = read(HEADER, length);
    if (crc(directory) != check) {
      throw damaged(path, null);
    }
    return ByteBuffer.wrap(directory);
  }

  /** Where the first block lies behind a directory. */
  public static long firstBlock(ByteBuffer directory) {
    return HEADER + (long) directory.capacity();
  }

  /**
   * A block, unpacked.
   *
   * @throws IOException when it cannot be read, or is not as it was written
   */
  public ByteBuffer block(long position, int bytes, int unpacked) throws IOException {
    if (bytes < 0 || unpacked < 0 || unpacked > MOST_BLOCK) {
      throw damaged(path, null);
    }
    try {
      return ByteBuffer.wrap(Zstd.decompress(read(position, bytes), unpacked));
    } catch (ZstdException e) {
      throw damaged(path, e);
    }
  }

  /** Says that what was read makes no sense. */
  public static IOException damaged(Path path, @Nullable Throwable cause) {
    return new IOException(path + " is damaged", cause);
  }

  private byte[] read(long position, int length) throws IOException {
    // Whatever a damaged file says, no more memory is taken than it has bytes.
    byte[] bytes = new byte[(int) Math.min(length, file.size())];
    if (bytes.length < length || file.read(ByteBuffer.wrap(bytes), position) < length) {
      throw new IOException(path + " ends too early");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
