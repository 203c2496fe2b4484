package io.akashi.bench.internal.soak.kept;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The beginning of a payload for a sentence. */
final class Excerpt {
  private static final int MOST = 160;

  private Excerpt() {}

  static String of(byte[] payload) {
    String text = new String(payload, UTF_8);
    return "“%s”%s"
        .formatted(
            text.substring(0, Math.min(MOST, text.length())), text.length() > MOST ? " …" : "");
  }
}
