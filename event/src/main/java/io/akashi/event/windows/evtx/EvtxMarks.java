package io.akashi.event.windows.evtx;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The marks with which a Windows event log file and its chunks begin (MS-EVEN6; libyal/libevtx),
 * also where one of their bytes is damaged.
 */
public final class EvtxMarks {
  private static final byte[] FILE = "ElfFile".getBytes(US_ASCII);
  private static final byte[] CHUNK = "ElfChnk".getBytes(US_ASCII);

  private EvtxMarks() {}

  /** Whether a file header may begin at {@code from}. */
  public static boolean isFile(byte[] bytes, int from, int to) {
    return begins(bytes, from, to, FILE);
  }

  /** Whether a chunk may begin at {@code from}. */
  public static boolean isChunk(byte[] bytes, int from, int to) {
    return begins(bytes, from, to, CHUNK);
  }

  private static boolean begins(byte[] bytes, int from, int to, byte[] mark) {
    if (to - from < mark.length) {
      return false;
    }
    int damaged = 0;
    for (int i = 0; i < mark.length; i++) {
      damaged += bytes[from + i] == mark[i] ? 0 : 1;
    }
    return damaged <= 1;
  }
}
