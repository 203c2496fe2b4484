package io.akashi.bench.internal.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireTest {
  @Test
  void countsTheOctetsOfTheMessageNotItsCharacters() {
    String framed = next(Wire.Header.RFC5424, Wire.Frame.OCTET);

    int space = framed.indexOf(' ');
    byte[] message = framed.substring(space + 1).getBytes(UTF_8);
    assertThat(Integer.parseInt(framed.substring(0, space))).isEqualTo(message.length);
    assertThat(framed.substring(space + 1)).startsWith("<110>1 2026-04-01T00:00:0");
  }

  @Test
  void endsALineFrameWithOneLineFeed() {
    assertThat(next(Wire.Header.RFC3164, Wire.Frame.LF))
        .startsWith("<110>Apr  1 00:00:0")
        .containsOnlyOnce("\n")
        .endsWith("\n");
  }

  @Test
  void writesNumbersWithLeadingZerosAndWithoutLosingDigits() {
    Octets out = new Octets(1);
    out.put(7, 3).put(' ').put(1234, 3).put(' ').put(0, 1).put(' ').put(10, 1);

    assertThat(new String(out.copy(), UTF_8)).isEqualTo("007 1234 0 10");
  }

  private static String next(Wire.Header header, Wire.Frame frame) {
    Octets out = new Octets(64);
    new Wire(new EhrLines(1), header, frame).next(out);
    return new String(out.copy(), UTF_8);
  }
}
