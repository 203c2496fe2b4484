package io.akashi.intake.internal.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final int MAX = 1 << 20;

  private final Room room = new Room(MAX, Duration.ofMillis(1));
  private final List<byte[]> messages = new ArrayList<>();

  private StreamDeframer stream() {
    return new StreamDeframer(
        MAX,
        room,
        new StreamDeframer.Output() {
          @Override
          public void message(byte[] payload, String framing, Map<String, String> keys) {
            messages.add(payload);
          }

          @Override
          public void frame(byte[] bytes, int from, int to) {
            // Of no interest here.
          }
        });
  }

  /** An unfinished message of that length. */
  private static InputStream unfinished(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }

  private static int readAll(StreamDeframer stream, InputStream in) throws IOException {
    int all = 0;
    int count = stream.read(in);
    while (count >= 0) {
      all += count;
      stream.drain();
      count = stream.read(in);
    }
    return all;
  }

  @Test
  void boundsWhatAllUnfinishedMessagesHold() throws Exception {
    List<StreamDeframer> streams = new ArrayList<>();
    int held = 0;
    for (int i = 0; i < 100; i++) {
      StreamDeframer stream = stream();
      streams.add(stream);
      try {
        readAll(stream, unfinished(200_000));
        held++;
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("no room");
        stream.closed();
        assertThat(messages).as("what had come is kept").isNotEmpty();
      }
    }
    assertThat(held).isBetween(2, 8);
    assertThat(room.isScarce()).isTrue();

    streams.forEach(StreamDeframer::release);
    assertThat(room.isScarce()).isFalse();
    assertThat(readAll(stream(), unfinished(500_000))).isEqualTo(500_000);
  }

  @Test
  void leavesRoomForEverybodysShortMessages() throws Exception {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                readAll(stream(), unfinished(900_000));
              }
            })
        .isInstanceOf(IOException.class);
    for (int i = 0; i < 1_000; i++) {
      assertThat(readAll(stream(), unfinished(100))).isEqualTo(100);
    }
  }

  @Test
  void givesBackAMessageThatIsComplete() throws Exception {
    StreamDeframer stream = stream();
    for (int i = 0; i < 20; i++) {
      byte[] line = ("<13>" + "x".repeat(600_000) + "\n").getBytes(StandardCharsets.US_ASCII);
      assertThat(readAll(stream, new ByteArrayInputStream(line))).isEqualTo(line.length);
    }
    stream.release();
    assertThat(messages).hasSize(20).allSatisfy(m -> assertThat(m).hasSize(600_004));
    assertThat(room.isScarce()).isFalse();
  }
}
