package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.store.internal.journal.EntryBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
  private static final String DIGEST = "ab".repeat(32);
  private static final long MICROS = 1_795_308_429_000_042L;
  private static final String TIME = "akashi/1 2026-11-22T00:47:09.000042Z ";
  private static final String START =
      "akashi/1 2026-11-22T00:47:09.000042Z ehr-main syslog+tls [2001:db8::7]:6514 octet ";

  private static Arrival arrival(long micros, Map<String, String> keys, byte[] payload) {
    return new Arrival(
        micros,
        new SourceId("ehr-main"),
        Transport.SYSLOG_TLS,
        "[2001:db8::7]:6514",
        "octet",
        keys,
        payload);
  }

  private static byte[] encode(Arrival arrival) throws IOException {
    EntryBatch batch = new EntryBatch(payload -> DIGEST);
    batch.add(arrival);
    return batch.entry(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void writesHeaderLineAndPayload() throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("cert", "00ff");
    keys.put("x.note", "山田 100%=A");
    assertThat(text(encode(arrival(MICROS, keys, bytes("<85>1 患者\n")))))
        .isEqualTo(START + "13 cert=00ff x.note=%E5%B1%B1%E7%94%B0%20100%25%3DA\n<85>1 患者\n");
  }

  @Test
  void keepsEveryByteOfThePayload() throws IOException {
    byte[] payload = new byte[256];
    for (int i = 0; i < 256; i++) {
      payload[i] = (byte) i;
    }
    assertThat(Entry.parse(encode(arrival(MICROS, Map.of(), payload))).payload())
        .isEqualTo(payload);
    assertThat(Entry.parse(encode(arrival(MICROS, Map.of(), new byte[0]))).payload()).isEmpty();
  }

  @Test
  void readsWhereASliceLies() throws IOException {
    byte[] entry = encode(arrival(MICROS, Map.of(), bytes("payload")));
    byte[] around = new byte[entry.length + 20];
    System.arraycopy(entry, 0, around, 7, entry.length);
    Entry parsed = Entry.parse(around, 7, entry.length);
    assertThat(parsed.payload()).isEqualTo(bytes("payload"));
    assertThat(parsed.bytes()).isEqualTo(entry);
    assertThat(parsed.headerLine()).isEqualTo(START + "7");
    assertThat(text(around).substring(parsed.payloadOffset())).startsWith("payload");
  }

  @Test
  void putsAPayloadAboveTheLimitBeside() throws IOException {
    byte[] longest = new byte[Entry.MAX_PAYLOAD_BYTES];
    assertThat(Entry.parse(encode(arrival(MICROS, Map.of(), longest))).isPayloadBeside()).isFalse();

    byte[] longer = new byte[Entry.MAX_PAYLOAD_BYTES + 1];
    byte[] entry = encode(arrival(MICROS, Map.of("cert", "0a"), longer));
    assertThat(text(entry)).isEqualTo(START + "60001 digest=sha256:" + DIGEST + " cert=0a\n");
    Entry parsed = Entry.parse(entry);
    assertThat(parsed.isPayloadBeside()).isTrue();
    assertThat(parsed.header().digest()).contains(DIGEST);
    assertThat(parsed.payloadLength()).isZero();
    assertThat(parsed.header().toArrival(longer).keys()).isEqualTo(Map.of("cert", "0a"));
  }

  @Test
  void leavesOutKeysThatDoNotFitAndSaysHowMany() throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("first", "1");
    keys.put("long", "患".repeat(2_000));
    keys.put("longer", "x".repeat(1 << 20));
    keys.put("No Name", "x");
    keys.put("digest", "sha256:" + DIGEST);
    keys.put("dropped", "0");
    keys.put("last", "x".repeat(3_000));
    Entry entry = Entry.parse(encode(arrival(MICROS, keys, bytes("payload"))));
    assertThat(entry.headerLine()).hasSizeLessThanOrEqualTo(Entry.MAX_HEADER_BYTES);
    assertThat(entry.header().keys().keySet()).containsExactly("first", "last", "dropped");
    assertThat(entry.header().keys()).containsEntry("dropped", "5");
    assertThat(entry.payload()).isEqualTo(bytes("payload"));
  }

  @Test
  void neverExceedsItsLimits() throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      keys.put("k" + i, "v".repeat(i % 50));
    }
    byte[] entry = encode(arrival(MICROS, keys, new byte[Entry.MAX_PAYLOAD_BYTES]));
    assertThat(entry.length).isLessThanOrEqualTo(Entry.MAX_BYTES);
    assertThat(Entry.parse(entry).header().keys()).containsKey("dropped");
  }

  @Test
  void writesAPeerThatIsNoneOrAbsurdAsNone() throws IOException {
    for (String peer : new String[] {"", "p".repeat(256), "患".repeat(30)}) {
      Arrival odd =
          new Arrival(MICROS, SourceId.AKASHI, Transport.HOUSE, peer, peer, Map.of(), bytes("x"));
      EntryHeader header = Entry.parse(encode(odd)).header();
      assertThat(header.framing()).isEqualTo("-");
      assertThat(header.peer()).isIn("-", peer);
    }
    Arrival scoped =
        new Arrival(
            MICROS, SourceId.AKASHI, Transport.HTTP, "[fe80::1%eth 0]:1", "-", Map.of(), bytes(""));
    assertThat(text(encode(scoped))).contains(" [fe80::1%25eth%200]:1 ");
    assertThat(Entry.parse(encode(scoped)).header().peer()).isEqualTo("[fe80::1%eth 0]:1");
  }

  @Test
  void formatsEveryTimeAsTheJdkDoes() throws IOException {
    Random random = new Random(11);
    long micros = MICROS;
    EntryBatch batch = new EntryBatch(payload -> DIGEST);
    for (int i = 0; i < 5_000; i++) {
      // Forward, within the second, far away, and back: the clock of the machine may step.
      micros +=
          i % 10 == 0 ? random.nextLong(-1L << 50, 1L << 50) : random.nextLong(-500_000, 500_000);
      batch.add(arrival(micros, Map.of(), bytes("x")));
      Entry entry = Entry.parse(batch.entry(i));
      Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      assertThat(entry.header().receivedMicros()).isEqualTo(micros);
      String written = entry.headerLine().substring(9, 36);
      assertThat(Instant.parse(written)).isEqualTo(instant);
      assertThat(written).matches("[0-9]{4}-.*\\.[0-9]{6}Z");
    }
  }

  @Test
  void movesTimesOutsideFourDigitYearsToTheNearestInside() throws IOException {
    assertThat(text(encode(arrival(Long.MAX_VALUE, Map.of(), bytes("")))))
        .contains(" 9999-12-31T23:59:59.999999Z ");
    assertThat(text(encode(arrival(Long.MIN_VALUE, Map.of(), bytes("")))))
        .contains(" 0000-01-01T00:00:00.000000Z ");
  }

  @Test
  void readsBackWhateverWasWritten() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      Map<String, String> keys = new LinkedHashMap<>();
      for (int k = random.nextInt(4); k > 0; k--) {
        keys.put("k" + random.nextInt(100), anyText(random, 40));
      }
      byte[] payload = new byte[random.nextInt(300)];
      random.nextBytes(payload);
      Arrival arrival =
          new Arrival(
              random.nextLong(0, 1L << 52),
              new SourceId("s" + random.nextInt(1_000)),
              Transport.values()[random.nextInt(Transport.values().length)],
              "h" + anyText(random, 10),
              "f" + anyText(random, 4),
              keys,
              payload);
      byte[] entry = encode(arrival);
      Entry parsed = Entry.parse(entry);
      Arrival back = parsed.header().toArrival(parsed.payload());
      assertThat(back).usingRecursiveComparison().isEqualTo(arrival);
      assertThat(encode(back)).isEqualTo(entry);
      assertThat(parsed.header().length()).isEqualTo(payload.length);
    }
  }

  private static String anyText(Random random, int max) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(max); i > 0; i--) {
      int point = random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(0x20, 0x80);
      if (point < 0xD800 || point > 0xDFFF) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "akashi/1 \n",
        "akashi/2 2026-11-22T00:47:09.000042Z s http - - 0\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0",
        "akashi/1 2026-11-22T00:47:09.00004Z s http - - 0\n",
        "akashi/1 2026-02-30T00:47:09.000042Z s http - - 0\n",
        "akashi/1 2026-11-22T24:00:00.000000Z s http - - 0\n",
        "akashi/1 2026-11-22T00:47:09.000042Z S http - - 0\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s smtp - - 0\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http  - 0\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 1\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 00\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 \n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 k\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 K=v\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 k=v k=v\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 k=%e5%b1%b1\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 k=%41\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 k=%FF\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 k=山\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 0 digest=sha256:00\n",
        "akashi/1 2026-11-22T00:47:09.000042Z s http - - 99999999999999999999 k=v\n",
      })
  void refusesWhatTheGrammarDoesNotHave(String text) {
    assertThatThrownBy(() -> Entry.parse(bytes(text)))
        .isInstanceOf(MalformedEntryException.class)
        .hasMessageStartingWith("entry is malformed at byte ");
  }

  @Test
  void refusesEntriesBeyondTheLimits() {
    assertThatThrownBy(() -> Entry.parse(new byte[Entry.MAX_BYTES + 1]))
        .isInstanceOf(MalformedEntryException.class);
    byte[] header = bytes(START + "0 k=" + "v".repeat(Entry.MAX_HEADER_BYTES) + "\n");
    assertThatThrownBy(() -> Entry.parse(header)).isInstanceOf(MalformedEntryException.class);
  }

  @Test
  void readsTheHeadersOfManySendersThatComeInTurn() {
    for (int round = 0; round < 3; round++) {
      for (int sender = 0; sender < 1_000; sender++) {
        EntryHeader header =
            Entry.parse(bytes(TIME + "s" + sender + " http h:" + sender + " octet 1\n" + round))
                .header();
        assertThat(header.source().value()).isEqualTo("s" + sender);
        assertThat(header.peer()).isEqualTo("h:" + sender);
        assertThat(header.framing()).isEqualTo("octet");
        assertThat(header.length()).isEqualTo(1);
        assertThat(header.keys()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s http h:1 octet\n",
        "s http h:1 octet \n",
        "s http h:1 octet  0\n",
        "s http h:1 octets\n",
        "s http h:1  octet 0\n",
        "s http h:1\n"
      })
  void refusesHeaderThatBeginsLikeAKnownSender(String text) {
    assertThat(Entry.parse(bytes(TIME + "s http h:1 octet 0\n")).header().length()).isZero();
    assertThatThrownBy(() -> Entry.parse(bytes(TIME + text)))
        .isInstanceOf(MalformedEntryException.class);
  }

  @Test
  @Tag("fuzz")
  void readsOrRefusesAnyBytesAndReadsOnlyWhatItWouldWrite() throws IOException {
    Random random = new Random(3);
    byte[] sound = encode(arrival(MICROS, Map.of("cert", "0a", "n", "山 %"), bytes("payload")));
    int read = 0;
    for (int i = 0; i < 300_000; i++) {
      byte[] mutated = mutate(sound, random);
      try {
        Entry entry = Entry.parse(mutated);
        read++;
        if (!entry.isPayloadBeside() && entry.header().keys().size() < 3) {
          Arrival back = entry.header().toArrival(entry.payload());
          if (!back.keys().containsKey(EntryHeader.KEY_DROPPED)) {
            assertThat(encode(back)).isEqualTo(mutated);
          }
        }
      } catch (MalformedEntryException e) {
        assertThat(e.position()).isBetween(0, Math.max(mutated.length, Entry.MAX_BYTES));
      }
    }
    assertThat(read).isGreaterThan(1_000);
  }

  private static byte[] mutate(byte[] sound, Random random) {
    byte[] mutated = sound.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] = (byte) " \n=%-:0Aa1".charAt(random.nextInt(10));
        case 2 -> mutated[at] = mutated[random.nextInt(mutated.length)];
        default -> {
          byte[] shorter = new byte[mutated.length - 1];
          System.arraycopy(mutated, 0, shorter, 0, at);
          System.arraycopy(mutated, at + 1, shorter, at, shorter.length - at);
          mutated = shorter;
        }
      }
    }
    return mutated;
  }
}
