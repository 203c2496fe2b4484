package io.akashi.store.internal.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts in UTF-8, for rows whose texts mostly come again. For one thread. */
public final class Utf8Cache {
  private static final int SLOTS = 1 << 11;

  /** A longer text is a message and comes once. */
  private static final int LONGEST = 64;

  private final @Nullable String[] texts = new String[SLOTS];
  private final byte[][] octets = new byte[SLOTS][];

  /** The text in UTF-8; not to be changed. */
  public byte[] of(String text) {
    if (text.length() > LONGEST) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    if (!text.equals(texts[slot])) {
      texts[slot] = text;
      octets[slot] = text.getBytes(StandardCharsets.UTF_8);
    }
    return octets[slot];
  }
}
