package io.akashi.store.internal.search;

import io.akashi.store.internal.words.Folding;
import io.akashi.store.internal.words.SkeletonScan;
import io.akashi.store.internal.words.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text looked for in payloads of unknown charset. Payloads are compared as the text they are: in
 * the charset of their source when they are valid in it, else in the first of UTF-8, CP932, EUC-JP
 * in which they are. What is valid in none, or holds NUL, is binary, or mixed: there the text is
 * found in every charset, UTF-16 included, at every offset. Safe for use by many threads.
 */
final class PayloadText {
  private final String text;
  private final Needles needles;

  /** The folded text, where every form of it is looked for; null where only itself is. */
  private final int @Nullable [] form;

  private final int[] skeleton;
  private final SkeletonScan skeletons;

  /**
   * @param anyForm whether width, kind of kana and case make no difference
   */
  PayloadText(String text, boolean anyForm) {
    this.text = text;
    this.needles = new Needles(text);
    this.skeleton = needles.isText() ? Folding.skeleton(text) : new int[0];
    this.skeletons = new SkeletonScan(skeleton);
    int[] folded = Folding.form(text);
    // A text of nothing but selectors of variants has no form; then only itself is found.
    this.form = anyForm && needles.isText() && folded.length > 0 ? folded : null;
  }

  /** What every payload that holds the text has pairs of, in its skeleton. */
  int[] skeleton() {
    return skeleton;
  }

  /** Bytes to look for, or null where any form of the text is looked for. */
  @Nullable Needles needles() {
    return form == null ? needles : null;
  }

  /** Whether a payload must be compared whatever its bytes are, for the charset of its source. */
  boolean isUnsure(@Nullable Charset declared) {
    return declared != null
        && !declared.equals(StandardCharsets.UTF_8)
        && (form != null || !Needles.CHARSETS.contains(declared));
  }

  /** Whether the payload may hold the text, by its bytes: quick, and never wrong to say no. */
  boolean mayBeIn(byte[] bytes, int from, int to, @Nullable Charset declared) {
    return isUnsure(declared)
        || (form == null ? needles.areIn(bytes, from, to) : skeletons.mayHold(bytes, from, to));
  }

  /**
   * Whether the payload holds the text.
   *
   * @param declared charset of the source, or null
   */
  boolean isIn(byte[] bytes, int from, int to, @Nullable Charset declared) {
    if ((declared == null || declared.equals(StandardCharsets.UTF_8))
        && needles.isText()
        && Utf8.isText(bytes, from, to)) {
      return form == null
          ? Needles.indexOf(bytes, from, to, needles.utf8()) >= 0
          : holds(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
    return isIn(Arrays.copyOfRange(bytes, from, to), declared);
  }

  private boolean isIn(byte[] payload, @Nullable Charset declared) {
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
      CharBuffer cp932 = decode(payload, Needles.CP932);
      CharBuffer euc = decode(payload, Needles.EUC_JP);
      if (cp932 != null || euc != null) {
        return (cp932 != null && holds(cp932)) || (euc != null && holds(euc));
      }
    }
    return isInMixed(payload);
  }

  private boolean holds(CharSequence decoded) {
    return form == null ? decoded.toString().contains(text) : holds(Folding.form(decoded), form);
  }

  /** Marks behind a character are part of it: か is not in が. */
  private static boolean holds(int[] in, int[] wanted) {
    for (int at = 0; at <= in.length - wanted.length; at++) {
      int end = at + wanted.length;
      if (in[at] == wanted[0]
          && Arrays.equals(in, at, end, wanted, 0, wanted.length)
          && (end == in.length || !Folding.isMark(in[end]))) {
        return true;
      }
    }
    return false;
  }

  private boolean isInMixed(byte[] payload) {
    for (Charset charset : Needles.CHARSETS) {
      if (holds(new String(payload, charset)) || (form == null && hasBytes(payload, charset))) {
        return true;
      }
    }
    return form != null && isInMixedAtOddPlaces(payload);
  }

  private boolean hasBytes(byte[] payload, Charset charset) {
    return charset.newEncoder().canEncode(text)
        && !charset.equals(Needles.CP932)
        && !charset.equals(Needles.EUC_JP)
        && Needles.indexOf(payload, 0, payload.length, text.getBytes(charset)) >= 0;
  }

  private boolean isInMixedAtOddPlaces(byte[] payload) {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      if (payload.length > 0 && holds(new String(payload, 1, payload.length - 1, charset))) {
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
}
