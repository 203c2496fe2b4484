package io.akashi.intake.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated streams in generated chunks; the seed is in the name of the failing case. */
class StreamDeframerPropertyTest {
  private static final int CASES = 1_500;
  private static final int MAX = 300;
  private static final int[] LIMITS = {1, 4, 12, 64, MAX};
  private static final String[] PIECES = {
    "<85>1 2026-11-22T00:00:00Z h a - - - ",
    "<13>Nov 22 00:00:00 host",
    "\n",
    "\r\n",
    "\0",
    "\r",
    " ",
    "7 ",
    "12 <13>",
    "98 ",
    "300 ",
    "301 <1>",
    "99999 <1>",
    "999999999 <85>",
    "1234567890 <1>",
    "<?xml version=\"1.0\"?>",
    "<AuditMessage>",
    "<AuditMessage",
    "</AuditMessage>",
    "山田太郎",
    "😀",
    "\ufeff",
    "text",
    "port 22",
    "<",
    ">",
    "<1234>",
    "0",
    "患者",
    "GET / HTTP/1.1"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void accountsForEveryByteWhateverArrives(long seed) {
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(seed * 1_000_003 + i);
      byte[] bytes = noise(random);
      int max = LIMITS[random.nextInt(LIMITS.length)];
      Stream stream = new Stream(max);
      feedInChunks(stream, bytes, random, true);
      stream.closed();
      assertThat(stream.given.toByteArray()).as("seed %d case %d", seed, i).isEqualTo(bytes);
      assertThat(stream.messages).allMatch(m -> m.payload().length <= max);
      assertThat(stream.deframer.pendingBytes()).isZero();
      // Only lengths, spaces and trailers may be frame: no other byte may leave the payloads.
      assertThat(new String(stream.frames.toByteArray(), UTF_8)).matches("[0-9 \\r\\n\\x00]*");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neverMistakesWellFormedOctetFramesWhateverTheyContain(long seed) {
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(seed * 7_000_003 + i);
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      List<String> sent = new ArrayList<>();
      for (int n = random.nextInt(8); n >= 0; n--) {
        byte[] payload = noise(random);
        if (payload.length > 0 && payload.length <= MAX) {
          wire.writeBytes((payload.length + " ").getBytes(UTF_8));
          wire.writeBytes(payload);
          sent.add(new String(payload, UTF_8));
        }
      }
      Stream stream = new Stream(MAX);
      feedInChunks(stream, wire.toByteArray(), random, false);
      stream.closed();
      assertThat(stream.texts()).as("seed %d case %d", seed, i).isEqualTo(sent);
      assertThat(stream.messages).allMatch(m -> m.framing().equals("octet") && m.keys().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tellsOctetFramesAndLinesApartMessageByMessage(long seed) {
    String[] trailers = {"\n", "\r\n", "\0"};
    String[] labels = {"lf", "crlf", "nul"};
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(seed * 9_000_011 + i);
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      List<String> sent = new ArrayList<>();
      for (int n = random.nextInt(8); n >= 0; n--) {
        String text = "<13>Nov 22 00:00:00 host app: " + "山田 12 <13> 5 x".repeat(random.nextInt(4));
        if (random.nextBoolean()) {
          String framed = random.nextBoolean() ? text + "\nmore 5 <1>x\n" : text;
          wire.writeBytes(Stream.octets(framed).getBytes(UTF_8));
          wire.writeBytes((random.nextInt(4) == 0 ? "\n" : "").getBytes(UTF_8));
          sent.add("octet " + framed);
        } else {
          int trailer = random.nextInt(trailers.length);
          wire.writeBytes((text + trailers[trailer]).getBytes(UTF_8));
          sent.add(labels[trailer] + " " + text);
        }
      }
      Stream stream = new Stream(1 << 20);
      feedInChunks(stream, wire.toByteArray(), random, false);
      stream.closed();
      assertThat(stream.labelled()).as("seed %d case %d", seed, i).isEqualTo(sent);
    }
  }

  private static void feedInChunks(Stream stream, byte[] bytes, Random random, boolean pauses) {
    int most = 1 + random.nextInt(bytes.length + 1);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(most));
      byte[] chunk = new byte[length];
      System.arraycopy(bytes, at, chunk, 0, length);
      stream.feed(chunk);
      at += length;
      if (pauses && random.nextInt(4) == 0) {
        stream.paused();
      }
      if (pauses && random.nextInt(16) == 0) {
        stream.stalled();
      }
    }
  }

  private static byte[] noise(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int n = random.nextInt(24); n > 0; n--) {
      switch (random.nextInt(6)) {
        case 0 -> {
          byte[] raw = new byte[random.nextInt(12)];
          for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) ('a' + random.nextInt(26));
          }
          bytes.writeBytes(raw);
        }
        case 1 -> bytes.writeBytes((random.nextInt(200) + " ").getBytes(UTF_8));
        default -> bytes.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
