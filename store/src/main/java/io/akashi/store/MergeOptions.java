package io.akashi.store;

/**
 * How small segments become large ones. Sizes fall into classes, each {@code fanIn} times the one
 * below; when {@code fanIn} neighbours of a class (or below) have come together, or as many as fit
 * into the largest segment, they are merged. So an entry is written again once for each class it
 * climbs, and the number of segments grows with the entries divided by {@code largest}.
 *
 * @param multiple merged segments begin and end at multiples of this many entries, itself a
 *     multiple of 256
 * @param fanIn how many segments of a class wait for each other, at least 2
 * @param largest most entries of a merged segment
 * @param entriesLevel level of zstd for the entries of merged segments
 * @param eventsLevel level of zstd for their columns
 */
public record MergeOptions(
    int multiple, int fanIn, int largest, int entriesLevel, int eventsLevel) {
  /** Multiples of one row group and level-1 tile; sixteen at once, up to 4,194,304 entries. */
  public static final MergeOptions DEFAULT = new MergeOptions(65_536, 16, 4_194_304, 14, 3);

  public MergeOptions {
    if (multiple < StoreOptions.SEAL_MULTIPLE
        || multiple % StoreOptions.SEAL_MULTIPLE != 0
        || fanIn < 2
        || largest < 2 * multiple) {
      throw new IllegalArgumentException(
          "merging %d at multiples of %d up to %d".formatted(fanIn, multiple, largest));
    }
  }
}
