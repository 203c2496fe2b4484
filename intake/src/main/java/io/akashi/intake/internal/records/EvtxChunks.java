package io.akashi.intake.internal.records;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/**
 * The chunks of a Windows event log file (MS-EVEN6; libyal/libevtx): 65,536 bytes each behind a
 * file header of 4,096, which holds counters only and is passed over, as are chunks of nothing but
 * zeros, which the system has reserved and not written yet. A file without the header is chunks
 * from its beginning.
 */
final class EvtxChunks implements Records {
  private static final int CHUNK = 65_536;
  private static final byte[] MAGIC = "ElfFile\0".getBytes(US_ASCII);
  private static final int HEADER_SIZE_AT = 40;
  private static final int HEADER_SIZE = 4_096;

  private final InputStream in;
  private long offset;
  private byte[] payload = new byte[0];

  EvtxChunks(InputStream in, long offset) {
    this.in = in;
    this.offset = offset;
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      byte[] bytes = in.readNBytes(offset == 0 ? HEADER_SIZE : CHUNK);
      if (offset == 0 && isFileHeader(bytes)) {
        in.skipNBytes(headerSize(bytes) - bytes.length);
        offset = headerSize(bytes);
        continue;
      }
      if (offset == 0) {
        int read = bytes.length;
        bytes = Arrays.copyOf(bytes, CHUNK);
        bytes = Arrays.copyOf(bytes, read + in.readNBytes(bytes, read, CHUNK - read));
      }
      offset += bytes.length;
      if (bytes.length == 0) {
        return false;
      }
      if (!isZero(bytes)) {
        payload = bytes;
        return true;
      }
    }
  }

  private static boolean isFileHeader(byte[] bytes) {
    return bytes.length == HEADER_SIZE
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  private static int headerSize(byte[] header) {
    int stated = (header[HEADER_SIZE_AT] & 0xff) | ((header[HEADER_SIZE_AT + 1] & 0xff) << 8);
    return Math.max(HEADER_SIZE, stated);
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public byte[] payload() {
    return payload;
  }

  @Override
  public Map<String, String> keys() {
    return Map.of();
  }

  @Override
  public boolean insideRecord() {
    return false;
  }

  @Override
  public long offset() {
    return offset;
  }
}
