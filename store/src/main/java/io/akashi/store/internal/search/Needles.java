package io.akashi.store.internal.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The bytes by which a text is found, in each of the charsets that payloads are compared in.
 * Immutable.
 */
final class Needles {
  static final Charset CP932 = Charset.forName("windows-31j");
  static final Charset EUC_JP = Charset.forName("EUC-JP");
  static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          CP932,
          EUC_JP,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE);

  /** Characters that CP932 can write in more than one way, 髙 and 﨑 among them. */
  private static final BitSet AMBIGUOUS = ambiguous();

  private final boolean text;
  private final byte[] utf8;
  private final Optional<List<byte[]>> all;

  Needles(String text) {
    this.text = StandardCharsets.UTF_8.newEncoder().canEncode(text);
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    this.all = needles(text);
  }

  /**
   * Whether it is whole characters; half a surrogate pair can be in a payload, but has no bytes.
   */
  boolean isText() {
    return text;
  }

  /** What a payload has that is UTF-8 and holds the text. */
  byte[] utf8() {
    return utf8;
  }

  /** Of which one at least is in every payload that holds the text; empty when unknown. */
  Optional<List<byte[]>> all() {
    return all;
  }

  /** Whether one of {@link #all} is there; true when these are unknown. */
  boolean areIn(byte[] bytes, int from, int to) {
    return all.isEmpty()
        || all.get().stream().anyMatch(needle -> indexOf(bytes, from, to, needle) >= 0);
  }

  static int indexOf(byte[] bytes, int from, int to, byte[] needle) {
    byte first = needle[0];
    for (int i = from; i <= to - needle.length; i++) {
      if (bytes[i] != first) {
        continue;
      }
      int length = 1;
      while (length < needle.length && bytes[i + length] == needle[length]) {
        length++;
      }
      if (length == needle.length) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<List<byte[]>> needles(String text) {
    List<byte[]> needles = new ArrayList<>();
    for (Charset charset : CHARSETS) {
      String sure = charset.equals(CP932) ? longestUnambiguous(text) : text;
      if (!charset.newEncoder().canEncode(text)) {
        continue;
      }
      if (sure.isEmpty()) {
        return Optional.empty();
      }
      needles.add(sure.getBytes(charset));
    }
    return needles.isEmpty() ? Optional.empty() : Optional.of(needles);
  }

  private static String longestUnambiguous(String text) {
    String longest = "";
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || AMBIGUOUS.get(text.charAt(i))) {
        if (i - start > longest.length()) {
          longest = text.substring(start, i);
        }
        start = i + 1;
      }
    }
    return longest;
  }

  private static BitSet ambiguous() {
    BitSet seen = new BitSet();
    BitSet twice = new BitSet();
    for (int lead = 0x81; lead <= 0xfc; lead++) {
      for (int trail = 0x40; trail <= 0xfc; trail++) {
        String decoded = new String(new byte[] {(byte) lead, (byte) trail}, CP932);
        if (decoded.length() == 1 && decoded.charAt(0) != '\ufffd') {
          (seen.get(decoded.charAt(0)) ? twice : seen).set(decoded.charAt(0));
        }
      }
    }
    return twice;
  }
}
