package io.akashi.event.sniff.table;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.internal.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file as text.
 *
 * @param bytes the sample, whole lines where it is only a beginning
 * @param text without byte order mark
 * @param charset what it was read as
 * @param plain nothing but ASCII: any charset that contains it would do
 * @param valid whether every byte fits that charset
 */
public record SampleText(byte[] bytes, String text, Charset charset, boolean plain, boolean valid) {
  private static final int MOST_BYTES = 1 << 20;
  private static final Charset EUC_JP = Charset.forName("EUC-JP");
  private static final char MARK = '\uFEFF';

  /** Reads at most the first mebibyte; {@code named} null guesses the charset. */
  public static SampleText of(byte[] file, @Nullable Charset named) {
    byte[] bytes = file.length > MOST_BYTES ? Arrays.copyOf(file, MOST_BYTES) : file;
    Charset charset = named != null ? named : guess(bytes);
    if (file.length > MOST_BYTES) {
      bytes = wholeLines(bytes, charset);
    }
    String text = new String(bytes, charset);
    boolean marked = !text.isEmpty() && text.charAt(0) == MARK;
    boolean plain = named == null && charset.equals(UTF_8) && !marked && isAscii(bytes);
    return new SampleText(
        bytes, marked ? text.substring(1) : text, charset, plain, wrong(bytes, charset) == 0);
  }

  private static Charset guess(byte[] bytes) {
    if (startsWith(bytes, 0xff, 0xfe)) {
      return UTF_16LE;
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return UTF_16BE;
    }
    Charset wide = wide(bytes);
    if (wide != null) {
      return wide;
    }
    int end = bytes.length;
    while (end > 0 && bytes.length - end < 3 && bytes[end - 1] < 0) {
      end--; // a character may be cut at the end of the sample
    }
    if (Utf8.isValid(bytes, 0, bytes.length) || Utf8.isValid(bytes, 0, end)) {
      return UTF_8;
    }
    return List.of(PayloadText.CP932, EUC_JP, UTF_8).stream()
        .max((a, b) -> Double.compare(japanese(bytes, a), japanese(bytes, b)))
        .orElse(UTF_8);
  }

  /** UTF-16 without a mark: in ASCII every other byte is zero. */
  private static @Nullable Charset wide(byte[] bytes) {
    int looked = Math.min(bytes.length, 4_096) & ~1;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < looked; i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    if (looked >= 16 && odd > looked / 8 && even * 10 < odd) {
      return UTF_16LE;
    }
    return looked >= 16 && even > looked / 8 && odd * 10 < even ? UTF_16BE : null;
  }

  /** How much the bytes read as that charset look like written Japanese. */
  private static double japanese(byte[] bytes, Charset charset) {
    String text = new String(bytes, 0, Math.min(bytes.length, 65_536), charset);
    double score = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128) {
        continue;
      }
      letters++;
      if (c >= 'ぁ' && c <= 'ヶ') {
        score += 2;
      } else if ((c >= '一' && c <= '鿿') || c == 'ー' || c == '　' || c == '々') {
        score += 1;
      } else if (c >= '｡' && c <= 'ﾟ') {
        score += 0.2;
      } else if (c == '\uFFFD') {
        score -= 10;
      } else if (c >= '\uE000' && c <= '\uF8FF') {
        score -= 3;
      }
    }
    return letters == 0 ? 0 : score / letters;
  }

  private static byte[] wholeLines(byte[] bytes, Charset charset) {
    int width = charset.equals(UTF_16LE) || charset.equals(UTF_16BE) ? 2 : 1;
    int low = charset.equals(UTF_16BE) ? 1 : 0;
    for (int i = bytes.length - bytes.length % width - width; i > 0; i -= width) {
      if (bytes[i + low] == '\n' && (width == 1 || bytes[i + 1 - low] == 0)) {
        return Arrays.copyOf(bytes, i + width);
      }
    }
    return bytes;
  }

  private static int wrong(byte[] bytes, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    return decoder.decode(in, out, true).isError() && in.remaining() > 3 ? in.remaining() : 0;
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }
}
