package io.akashi.server.internal.page.entry;

import io.akashi.server.Sources;
import io.akashi.server.internal.endpoint.EntryText;
import io.akashi.server.internal.page.events.VisibleText;
import io.akashi.store.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was received, to be read by a person.
 *
 * @param bytes length
 * @param how charset in which it was read, or null when it is no text
 * @param pieces the text, what would act in it as codes; empty when it is no text
 * @param hex the first bytes, sixteen a line, when it is no text
 */
record Payload(int bytes, @Nullable String how, List<VisibleText.Piece> pieces, List<String> hex) {
  private static final int MOST_HEX = 2_048;
  private static final int A_LINE = 16;

  static Payload of(Entry entry, byte[] octets, Sources sources) {
    Optional<Charset> wide = wide(octets);
    Optional<String> text =
        wide.isPresent() ? decoded(octets, wide.get()) : EntryText.of(entry, octets, sources);
    if (text.isEmpty()) {
      return new Payload(octets.length, null, List.of(), hex(octets));
    }
    String how =
        wide.map(Charset::name)
            .orElseGet(() ->
                decoded(octets, StandardCharsets.UTF_8).isPresent() ? "UTF-8" : "windows-31j");
    return new Payload(octets.length, how, VisibleText.pieces(text.get()), List.of());
  }

  /**
   * UTF-16 by its mark, or by what mostly Latin text in it looks like: every second byte is zero.
   */
  static Optional<Charset> wide(byte[] octets) {
    if (octets.length < 2 || octets.length % 2 != 0) {
      return Optional.empty();
    }
    int mark = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
    if (mark == 0xfeff) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    if (mark == 0xfffe) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    int even = zeros(octets, 0);
    int odd = zeros(octets, 1);
    int half = octets.length / 2;
    if (odd > half * 2 / 5 && even * 20 < half) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return even > half * 2 / 5 && odd * 20 < half
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  private static int zeros(byte[] octets, int from) {
    int zeros = 0;
    for (int at = from; at < octets.length; at += 2) {
      zeros += octets[at] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static Optional<String> decoded(byte[] octets, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static List<String> hex(byte[] octets) {
    List<String> lines = new ArrayList<>();
    HexFormat format = HexFormat.ofDelimiter(" ");
    for (int at = 0; at < Math.min(octets.length, MOST_HEX); at += A_LINE) {
      int end = Math.min(octets.length, at + A_LINE);
      StringBuilder letters = new StringBuilder();
      for (int i = at; i < end; i++) {
        letters.append(octets[i] >= ' ' && octets[i] < 0x7f ? (char) octets[i] : '.');
      }
      lines.add(
          String.format(
              Locale.ROOT, "%08x  %-48s %s", at, format.formatHex(octets, at, end), letters));
    }
    return lines;
  }
}
