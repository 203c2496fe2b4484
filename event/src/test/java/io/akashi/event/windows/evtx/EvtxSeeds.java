package io.akashi.event.windows.evtx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Chunks for fuzzing, and changes that hit what matters: the header's tables are mostly zeros. */
public final class EvtxSeeds {
  private EvtxSeeds() {}

  /** Chunks of a few records. */
  public static List<byte[]> chunks() {
    List<byte[]> chunks = new ArrayList<>();
    for (int records : new int[] {1, 3, 40}) {
      ChunkWriter writer = new ChunkWriter();
      for (int id = 1; id <= records; id++) {
        writer.event(id, 4624 + id % 3, "TargetUserName", "利用者" + id, "IpAddress", "10.0.0." + id);
      }
      chunks.add(used(writer));
    }
    return chunks;
  }

  private static byte[] used(ChunkWriter writer) {
    int used = writer.position();
    return Arrays.copyOf(writer.chunk(), used);
  }

  /** A changed copy; signed, its checksums are right again where there is a whole header. */
  public static byte[] mutate(byte[] seed, Random random, boolean signed) {
    byte[] bytes = seed.clone();
    for (int n = random.nextInt(6); n >= 0; n--) {
      int at = Chunk.RECORDS + random.nextInt(bytes.length - Chunk.RECORDS);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) random.nextInt(16);
        case 2 -> bytes[at] = bytes[Chunk.RECORDS + random.nextInt(bytes.length - Chunk.RECORDS)];
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    if (signed) {
      ChunkWriter.sign(bytes);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
