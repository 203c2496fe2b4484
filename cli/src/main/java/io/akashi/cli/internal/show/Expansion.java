package io.akashi.cli.internal.show;

import java.util.Optional;

/** Warns of a compressed file that held far more than logs do: a bomb, or nothing but zeros. */
public final class Expansion {
  /** Logs shrink to a tenth or a thirtieth; deflate can do no more than 1,032 to 1. */
  private static final long SUSPICIOUS = 200;

  private static final long LEAST_BYTES = 10_000_000;

  private Expansion() {}

  /**
   * The warning, one line, or empty.
   *
   * @param file name of the file
   * @param packed its bytes on disk
   * @param plain the bytes it held
   */
  public static Optional<String> warning(String file, long packed, long plain) {
    if (plain < LEAST_BYTES || plain / Math.max(1, packed) < SUSPICIOUS) {
      return Optional.empty();
    }
    return Optional.of(
        "%1$s は展開すると %2$s 倍の %3$s でした。ログではないかもしれません。中身を確かめてください。 / %1$s held %2$s times its size, %3$s:"
                .formatted(file, Units.count(plain / Math.max(1, packed)), Units.bytes(plain))
            + " it may be no log, look what was taken in.");
  }
}
