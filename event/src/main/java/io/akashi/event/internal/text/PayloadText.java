package io.akashi.event.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * Text read from bytes whose charset the sender does not say.
 *
 * @param value the text; as long as the bytes or shorter, in characters
 * @param note why some of it may be wrong, or null
 */
public record PayloadText(String value, @Nullable String note) {
  /** Shift_JIS as Windows writes it, with the NEC and IBM extensions. */
  public static final Charset CP932 = Charset.forName("windows-31j");

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * Reads UTF-8 when the bytes are valid UTF-8 (a character cut off at the very end is forgiven and
   * noted), else CP932 when they are valid CP932, else windows-1252, which takes any byte.
   */
  public static PayloadText guess(byte[] bytes, int from, int to) {
    if (Utf8.isValid(bytes, from, to)) {
      return new PayloadText(new String(bytes, from, to - from, UTF_8), null);
    }
    if (Utf8.isCut(bytes, from, to)) {
      return new PayloadText(
          new String(bytes, from, to - from, UTF_8),
          "末尾の文字が途中で切れています / the last character is cut off");
    }
    String japanese = new String(bytes, from, to - from, CP932);
    // CP932 has no replacement character: none in the result, nothing was replaced.
    if (japanese.indexOf(REPLACEMENT) < 0) {
      return new PayloadText(japanese, null);
    }
    return new PayloadText(
        new String(bytes, from, to - from, WINDOWS_1252),
        "文字コードを判別できません / neither UTF-8 nor CP932; read as windows-1252");
  }

  /** Reads a charset that is known; what it does not allow becomes U+FFFD and is noted. */
  public static PayloadText read(byte[] bytes, int from, int to, Charset charset) {
    String text = new String(bytes, from, to - from, charset);
    if (text.indexOf(REPLACEMENT) < 0 || isValid(bytes, from, to, charset)) {
      return new PayloadText(text, null);
    }
    return new PayloadText(text, "%s として正しくない文字があります / not valid %s".formatted(charset, charset));
  }

  private static boolean isValid(byte[] bytes, int from, int to, Charset charset) {
    try {
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException expected) {
      return false;
    }
  }
}
