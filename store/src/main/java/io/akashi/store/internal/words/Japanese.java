package io.akashi.store.internal.words;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads payloads that are not UTF-8 as what Japanese systems write. The readings live until the
 * next ones. For one thread.
 */
final class Japanese {
  private final List<Reading> charsets =
      Stream.of("windows-31j", "EUC-JP").map(Charset::forName).map(Reading::new).toList();

  /** The payload in each of the charsets in which it is valid; none when it holds NUL. */
  List<CharSequence> readings(byte[] payload) {
    List<CharSequence> readings = new ArrayList<>();
    for (byte octet : payload) {
      if (octet == 0) {
        return readings;
      }
    }
    for (Reading each : charsets) {
      if (each.read(payload)) {
        readings.add(each.text);
      }
    }
    return readings;
  }

  private static final class Reading {
    private final CharsetDecoder decoder;
    private CharBuffer text = CharBuffer.allocate(1 << 12);

    private Reading(Charset charset) {
      decoder =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private boolean read(byte[] payload) {
      int most = (int) Math.ceil(payload.length * (double) decoder.maxCharsPerByte());
      if (text.capacity() < most) {
        text = CharBuffer.allocate(most * 2);
      }
      text.clear();
      decoder.reset();
      CoderResult end = decoder.decode(ByteBuffer.wrap(payload), text, true);
      boolean whole = end.isUnderflow() && decoder.flush(text).isUnderflow();
      text.flip();
      return whole;
    }
  }
}
