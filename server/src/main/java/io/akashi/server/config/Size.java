package io.akashi.server.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 64KB}, {@code 512MB}, {@code 2GB} or {@code 100B}; a kilobyte
 * has 1,024 bytes.
 *
 * @param bytes not negative
 */
public record Size(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})(B|KB|MB|GB|TB)");
  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

  public Size {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size cannot be negative");
    }
  }

  /**
   * @throws IllegalArgumentException when {@code text} is not a size
   */
  public static Size parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    long number = Long.parseLong(matcher.group(1));
    int shift = 10 * UNITS.indexOf(matcher.group(2));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("size too large: " + text);
    }
    return new Size(number << shift);
  }

  @Override
  public String toString() {
    for (int unit = UNITS.size() - 1; unit > 0; unit--) {
      long factor = 1L << (10 * unit);
      if (bytes >= factor && bytes % factor == 0) {
        return bytes / factor + UNITS.get(unit);
      }
    }
    return bytes + "B";
  }
}
