package io.akashi.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What holds for every decoder and every payload. */
public final class DecoderChecks {
  private static final long CONSTANT = 600;
  private static final long FACTOR = 1_000;

  private DecoderChecks() {}

  /**
   * The decoder does not throw, leaves the payload alone, gives at least one event, each of which
   * can be written and read as JSON, and all of them no larger than a constant times the payload.
   */
  public static void check(Decoder decoder, byte[] bytes, SourceProfile profile) {
    byte[] before = bytes.clone();
    for (Transport transport : List.of(Transport.FILE, Transport.SYSLOG_TLS)) {
      long size = 0;
      List<AuditEvent> events = decoder.decode(Arrivals.over(transport, bytes), profile);
      assertThat(events).isNotEmpty();
      for (AuditEvent event : events) {
        assertThat(event.get(Column.KIND)).isNotNull();
        boolean full = "full".equals(event.get(Column.DECODE_STATUS));
        assertThat(event.get(Column.DECODE_NOTE) == null).isEqualTo(full);
        String json = EventJson.write(event);
        assertThat(EventJson.parse(json)).isEqualTo(event);
        size += json.length();
      }
      assertThat(size).isLessThan(CONSTANT + FACTOR * (1 + bytes.length));
    }
    assertThat(bytes).isEqualTo(before);
  }

  /** The seed, cut or made longer, with a few bytes changed to others or to marks of its format. */
  public static byte[] mutate(byte[] seed, String marks, Random random) {
    boolean whole = random.nextBoolean();
    int length = whole ? seed.length : random.nextInt(seed.length + 1) + random.nextInt(3);
    byte[] bytes = Arrays.copyOf(seed, length);
    for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) marks.charAt(random.nextInt(marks.length()));
            default -> bytes[random.nextInt(bytes.length)];
          };
    }
    return bytes;
  }
}
