package io.akashi.cli.internal.show;

import java.util.Locale;

/** Numbers as people read them. */
public final class Units {
  private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB", "PB"};
  private static final int KILO = 1_024;

  private Units() {}

  /** A number of bytes with three digits and a unit of 1,024. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= KILO && unit < BYTES.length - 1) {
      value /= KILO;
      unit++;
    }
    return unit == 0 || value >= 100
        ? String.format(Locale.ROOT, "%.0f %s", value, BYTES[unit])
        : String.format(Locale.ROOT, "%.1f %s", value, BYTES[unit]);
  }

  /** A number with its thousands set apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
