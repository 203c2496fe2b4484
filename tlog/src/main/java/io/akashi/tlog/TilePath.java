package io.akashi.tlog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Path of a tile or an entry bundle below the prefix of a log (C2SP tlog-tiles), e.g. {@code
 * tile/0/x001/x234/067}, {@code tile/1/000.p/17}, {@code tile/entries/000}.
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param index number of the tile in its level, from 0
 * @param width 256 for a full tile, 1 to 255 for a partial one
 */
public record TilePath(int level, long index, int width) {
  /** The level of entry bundles. */
  public static final int ENTRIES = -1;

  private static final int LEVELS = 64;
  private static final int GROUP = 1000;
  private static final Pattern FORM =
      Pattern.compile(
          "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  /**
   * @throws IllegalArgumentException if a number lies outside its range
   */
  public TilePath {
    boolean fits = level >= ENTRIES && level < LEVELS && index >= 0;
    if (!fits || width < 1 || width > TileSource.WIDTH) {
      throw new IllegalArgumentException(
          "no tile has level %d, index %d and width %d".formatted(level, index, width));
    }
  }

  /** The full or partial tile at that place in a tree of that size. */
  public static TilePath at(int level, long index, long size) {
    return new TilePath(level, index, widthAt(level, index, size));
  }

  /**
   * How many hashes (or entries) the tile has in a tree of that size: 256, less at the right edge,
   * 0 beyond it.
   */
  public static int widthAt(int level, long index, long size) {
    int shift = 8 * Math.max(level, 0);
    long hashes = shift > 63 ? 0 : size >>> shift;
    long full = hashes / TileSource.WIDTH;
    if (index < full) {
      return TileSource.WIDTH;
    }
    return index == full ? (int) (hashes % TileSource.WIDTH) : 0;
  }

  /** The path that text is, or empty. Only the one canonical form of each path is taken. */
  public static Optional<TilePath> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int level = form.group(1).equals("entries") ? ENTRIES : Integer.parseInt(form.group(1));
    int width = form.group(3) == null ? TileSource.WIDTH : Integer.parseInt(form.group(3));
    // At most seven groups of three digits: 21 digits may be too many for a long.
    String digits = form.group(2).replaceAll("[x/]", "");
    boolean canonical = digits.length() == 3 || !digits.startsWith("000");
    if (!canonical || level >= LEVELS || (form.group(3) != null && width >= TileSource.WIDTH)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TilePath(level, Long.parseLong(digits), width));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether this is a bundle of entries, not a tile of hashes. */
  public boolean isEntries() {
    return level == ENTRIES;
  }

  /** Whether it ends before its 256th hash or entry. */
  public boolean isPartial() {
    return width < TileSource.WIDTH;
  }

  /** The full tile at the same place. */
  public TilePath full() {
    return new TilePath(level, index, TileSource.WIDTH);
  }

  /** The path, without a slash in front. */
  public String format() {
    String last = String.format(Locale.ROOT, "%03d", index % GROUP);
    StringBuilder number = new StringBuilder(last);
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      number.insert(0, String.format(Locale.ROOT, "x%03d/", rest % GROUP));
    }
    String place = isEntries() ? "entries" : Integer.toString(level);
    String path = "tile/" + place + "/" + number;
    return isPartial() ? path + ".p/" + width : path;
  }

  @Override
  public String toString() {
    return format();
  }
}
