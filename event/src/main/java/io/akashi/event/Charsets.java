package io.akashi.event;

import java.nio.charset.Charset;
import java.util.Set;

/**
 * Charsets by the names that people give them. Whoever says CP932, MS932, Shift_JIS, SJIS or x-sjis
 * means what Windows writes, with 髙, ① and ～: {@code windows-31j}. The JDK reads these names as
 * charsets without those characters.
 */
public final class Charsets {
  private static final String WINDOWS_31J = "windows-31j";

  /** What the JDK makes of Shift_JIS, SJIS and x-sjis, and of CP932. */
  private static final Set<String> NARROWER = Set.of("Shift_JIS", "x-IBM942C");

  private Charsets() {}

  /**
   * The charset of a name, upper or lower case.
   *
   * @throws java.nio.charset.IllegalCharsetNameException when it cannot be a name
   * @throws java.nio.charset.UnsupportedCharsetException when no charset has that name
   */
  public static Charset of(String name) {
    if (name.equalsIgnoreCase("CP932")) {
      return Charset.forName(WINDOWS_31J);
    }
    Charset charset = Charset.forName(name);
    return NARROWER.contains(charset.name()) ? Charset.forName(WINDOWS_31J) : charset;
  }
}
