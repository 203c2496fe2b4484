package io.akashi.store.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * What a power cut does to what was not synced.
 *
 * @param data of files
 * @param losesNames whether names made, changed or deleted since the last sync of their folder are
 *     lost
 */
public record PowerLoss(Data data, boolean losesNames) {
  /** The process ended, and the machine went on. */
  public static final PowerLoss NONE = new PowerLoss(Data.KEPT, false);

  /** What becomes of data written since the last sync. */
  public enum Data {
    /** All of it reached the disk. */
    KEPT(0),
    /** None of it reached the disk. */
    LOST(0),
    /** The last write reached the disk up to its last sector of 512 bytes; all before it whole. */
    TORN_512(512),
    /** The same with pages of 4,096 bytes. */
    TORN_4096(4_096);

    private final int unit;

    Data(int unit) {
      this.unit = unit;
    }

    /** Size of what reaches the disk whole or not at all; 0 when nothing is torn. */
    int unit() {
      return unit;
    }
  }

  /** Every kind. */
  public static List<PowerLoss> all() {
    List<PowerLoss> all = new ArrayList<>();
    for (Data data : Data.values()) {
      all.add(new PowerLoss(data, false));
      all.add(new PowerLoss(data, true));
    }
    return all;
  }
}
