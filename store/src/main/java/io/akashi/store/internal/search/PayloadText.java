package io.akashi.store.internal.search;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text looked for in payloads of unknown charset. Payloads are compared as the text they are: in
 * the charset of their source when they are valid in it, else in the first of UTF-8, CP932, EUC-JP
 * in which they are. What is valid in none, or holds NUL, is binary, or mixed: there the text is
 * found in every charset, UTF-16 included, at every offset.
 */
final class PayloadText {
  private static final Charset CP932 = Charset.forName("windows-31j");
  private static final Charset EUC_JP = Charset.forName("EUC-JP");
  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          CP932,
          EUC_JP,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE);

  /** Characters that CP932 can write in more than one way, 髙 and 﨑 among them. */
  private static final BitSet AMBIGUOUS = ambiguous();

  private final String text;

  /** Bytes of which one at least is in every payload that holds the text; empty when unknown. */
  private final List<byte[]> needles;

  PayloadText(String text) {
    this.text = text;
    this.needles = needles(text);
  }

  /** Whether the payload may hold the text, by its bytes: quick, and never wrong to say no. */
  boolean mayBeIn(byte[] payload, @Nullable Charset declared) {
    if (declared != null && !CHARSETS.contains(declared)) {
      return true;
    }
    for (byte[] needle : needles) {
      if (indexOf(payload, needle) >= 0) {
        return true;
      }
    }
    return needles.isEmpty();
  }

  /**
   * Whether the payload holds the text.
   *
   * @param declared charset of the source, or null
   */
  boolean isIn(byte[] payload, @Nullable Charset declared) {
    if (declared != null) {
      CharBuffer decoded = decode(payload, declared);
      if (decoded != null) {
        return holds(decoded);
      }
    }
    boolean binary = false;
    for (byte b : payload) {
      binary |= b == 0;
    }
    if (!binary) {
      CharBuffer utf8 = decode(payload, StandardCharsets.UTF_8);
      if (utf8 != null) {
        return holds(utf8);
      }
      CharBuffer cp932 = decode(payload, CP932);
      CharBuffer euc = decode(payload, EUC_JP);
      if (cp932 != null || euc != null) {
        return (cp932 != null && holds(cp932)) || (euc != null && holds(euc));
      }
    }
    return isInMixed(payload);
  }

  private boolean holds(CharBuffer decoded) {
    return decoded.toString().contains(text);
  }

  private boolean isInMixed(byte[] payload) {
    for (Charset charset : CHARSETS) {
      if (new String(payload, charset).contains(text)
          || (charset.newEncoder().canEncode(text)
              && !charset.equals(CP932)
              && !charset.equals(EUC_JP)
              && indexOf(payload, text.getBytes(charset)) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable CharBuffer decode(byte[] payload, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(payload));
    } catch (CharacterCodingException e) {
      // An answer, not a failure: the payload is not in this charset.
      return null;
    }
  }

  private static int indexOf(byte[] payload, byte[] needle) {
    byte first = needle[0];
    for (int i = 0; i <= payload.length - needle.length; i++) {
      if (payload[i] != first) {
        continue;
      }
      int length = 1;
      while (length < needle.length && payload[i + length] == needle[length]) {
        length++;
      }
      if (length == needle.length) {
        return i;
      }
    }
    return -1;
  }

  private static List<byte[]> needles(String text) {
    List<byte[]> needles = new ArrayList<>();
    for (Charset charset : CHARSETS) {
      String sure = charset.equals(CP932) ? longestUnambiguous(text) : text;
      if (!charset.newEncoder().canEncode(text)) {
        continue;
      }
      if (sure.isEmpty()) {
        return List.of();
      }
      needles.add(sure.getBytes(charset));
    }
    return needles;
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
