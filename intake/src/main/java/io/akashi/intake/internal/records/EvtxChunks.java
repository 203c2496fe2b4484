package io.akashi.intake.internal.records;

import io.akashi.event.windows.evtx.EvtxMarks;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/**
 * The chunks of a Windows event log file (MS-EVEN6; libyal/libevtx): 65,536 bytes each behind a
 * file header of 4,096, which holds counters only and is passed over, whatever it says and even
 * when its mark is damaged, as are chunks of nothing but zeros, which the system has reserved and
 * not written yet. A file without the header is chunks from its beginning.
 */
final class EvtxChunks implements Records {
  private static final int CHUNK = 65_536;
  private static final int HEADER = 4_096;

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
      byte[] bytes = new byte[offset == 0 ? HEADER : CHUNK];
      bytes = Arrays.copyOf(bytes, in.readNBytes(bytes, 0, bytes.length));
      if (offset == 0 && bytes.length == HEADER && EvtxMarks.isFile(bytes, 0, HEADER)) {
        offset = HEADER;
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
