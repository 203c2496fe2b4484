package io.akashi.event.windows.evtx;

import static io.akashi.event.windows.evtx.EvtxDecoderTest.decode;
import static io.akashi.event.windows.evtx.EvtxDecoderTest.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.windows.evtx.ChunkWriter.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Damage is labelled, costs itself alone, and never makes a wrong value. */
class EvtxDamageTest {
  private static final String USER = "TargetUserName";

  private final ChunkWriter writer = new ChunkWriter();
  private final int first = writer.event(1, 4624, USER, "aoki");
  private final int second = writer.event(2, 4624, USER, "baba");
  private final int third = writer.event(3, 4624, USER, "chiba");
  private final byte[] chunk = writer.chunk();

  private static List<String> users(List<AuditEvent> events) {
    return events.stream().map(e -> String.valueOf(e.text(Column.USER_ID))).toList();
  }

  private static List<String> statuses(List<AuditEvent> events) {
    return events.stream().map(e -> e.text(Column.DECODE_STATUS)).toList();
  }

  private static void put(byte[] bytes, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      bytes[at + i] = (byte) values[i];
    }
  }

  private static int find(byte[] bytes, String text, int from) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_16LE);
    for (int i = from; ; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
  }

  @Test
  void labelsEveryEventWhenTheChecksumOfTheRecordsIsWrong() {
    put(chunk, find(chunk, "baba", second), 'm');
    List<AuditEvent> events = decode(chunk);
    assertThat(users(events)).containsExactly("aoki", "maba", "chiba");
    assertThat(statuses(events)).containsOnly("partial");
    assertThat(events.getFirst().text(Column.DECODE_NOTE)).contains("checksum");
  }

  @Test
  void readsOnBehindADamagedHeader() {
    put(chunk, 48, 0xff, 0xff, 0xff, 0x7f);
    List<AuditEvent> events = decode(chunk);
    assertThat(users(events)).containsExactly("aoki", "baba", "chiba");
    assertThat(events)
        .allSatisfy(e -> assertThat(e.text(Column.DECODE_NOTE)).contains("chunk header damaged"));
    put(chunk, 0, 0);
    assertThat(users(decode(chunk))).containsExactly("aoki", "baba", "chiba");
  }

  @Test
  void keepsNumberAndTimeOfARecordWhoseContentIsDamaged() {
    put(chunk, second + RecordCursor.HEADER, 0x3f);
    ChunkWriter.sign(chunk);
    List<AuditEvent> events = decode(chunk);
    assertThat(users(events)).containsExactly("aoki", "null", "chiba");
    assertThat(statuses(events)).containsExactly("full", "unreadable", "full");
    AuditEvent damaged = events.get(1);
    assertThat(damaged.get(Column.SEQUENCE)).isEqualTo(2L);
    assertThat(damaged.get(Column.OCCURRED_AT))
        .isEqualTo(events.getFirst().get(Column.OCCURRED_AT));
    assertThat(damaged.text(Column.DECODE_NOTE))
        .contains("unknown token 0x3f", "offset " + (second + RecordCursor.HEADER));
  }

  @Test
  void findsTheNextRecordBehindADamagedFrame() {
    put(chunk, second + 4, 0xff, 0xff);
    ChunkWriter.sign(chunk);
    List<AuditEvent> events = decode(chunk);
    assertThat(users(events)).containsExactly("aoki", "null", "chiba");
    assertThat(statuses(events)).containsExactly("full", "unreadable", "partial");
    assertThat(events.get(1).text(Column.DECODE_NOTE))
        .contains("bytes %d to %d".formatted(second, third));
    assertThat(events.get(2).text(Column.DECODE_NOTE)).contains("found by its signature");
  }

  @Test
  void givesWhatStandsBeforeTheCut() {
    List<AuditEvent> events = decode(Arrays.copyOf(chunk, third + 40));
    assertThat(users(events)).containsExactly("aoki", "baba", "null");
    assertThat(events.get(2).get(Column.SEQUENCE)).isEqualTo(3L);
    assertThat(events.get(2).text(Column.DECODE_NOTE)).contains("record cut at offset");
    assertThat(statuses(decode(Arrays.copyOf(chunk, 300)))).containsExactly("unreadable");
    assertThat(statuses(decode("not a log".getBytes(StandardCharsets.UTF_8))))
        .containsExactly("unreadable");
  }

  @Test
  void neverGivesANameThatDoesNotMatchItsHash() {
    put(chunk, find(chunk, "EventData", first), 'X');
    ChunkWriter.sign(chunk);
    assertThat(decode(chunk))
        .allSatisfy(e -> {
          assertThat(e.text(Column.DECODE_NOTE)).contains("does not match its hash");
          assertThat(e.text(Column.DECODE_STATUS)).isEqualTo("partial");
          assertThat(fields(e))
              .containsEntry("EventID", "4624")
              .containsEntry("Computer", "PC10233");
        });
  }

  @Test
  void doesNotTakeAnotherTemplateThanTheRecordNames() {
    put(chunk, second + RecordCursor.HEADER + 4 + 2, 1, 2, 3, 4);
    ChunkWriter.sign(chunk);
    List<AuditEvent> events = decode(chunk);
    assertThat(statuses(events)).containsExactly("full", "unreadable", "full");
    assertThat(events.get(1).text(Column.DECODE_NOTE)).contains("not the template");
  }

  @Test
  void leavesRemainsOfOlderRecordsInTheSlack() {
    put(chunk, 48, third & 0xff, third >> 8, 0, 0);
    put(chunk, 32, 2);
    ChunkWriter.sign(chunk);
    List<AuditEvent> events = decode(chunk);
    assertThat(users(events)).containsExactly("aoki", "baba");
    assertThat(statuses(events)).containsOnly("full");
  }

  @Test
  void leavesOlderRecordsBehindADamagedHeaderToo() {
    ChunkWriter used = new ChunkWriter();
    used.event(901, 4624, USER, "new");
    used.event(902, 4624, USER, "newer");
    used.event(17, 4624, USER, "old");
    byte[] bytes = used.chunk();
    put(bytes, 60, 1);
    assertThat(users(decode(bytes))).containsExactly("new", "newer");
  }

  @Test
  void endsWhereTemplatesReferToThemselves() {
    ChunkWriter cyclic = new ChunkWriter();
    AtomicInteger definition = new AtomicInteger();
    cyclic.record(
        1,
        out -> {
          definition.set(out.position() + 10);
          out.instance(
              9,
              body -> {
                body.open("Event").close();
                for (int i = 0; i < 8; i++) {
                  body.u8(0x0c, 1).u32(9).u32(definition.get()).values(List.of());
                }
                body.end().u8(0);
              });
          out.u8(0);
        });
    byte[] bytes = cyclic.chunk();
    List<AuditEvent> events = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> decode(bytes));
    assertThat(statuses(events)).containsExactly("unreadable");
    assertThat(events.getFirst().text(Column.DECODE_NOTE)).containsAnyOf("nested", "expanded");
  }

  @Test
  void endsWhereElementsAreNestedWithoutEnd() {
    ChunkWriter deep = new ChunkWriter();
    deep.record(
        1,
        out -> {
          for (int i = 0; i < 3_000; i++) {
            out.open("a").close();
          }
          out.u8(0);
        });
    assertThat(decode(deep.chunk()).getFirst().text(Column.DECODE_NOTE)).contains("nested");
  }

  @Test
  void refusesCountsThatTheRecordCannotHold() {
    ChunkWriter huge = new ChunkWriter();
    huge.record(
        1,
        out -> {
          out.instance(5, body -> body.u8(0));
          out.raw().putInt(out.position() - 4, 0x7fffffff);
        });
    huge.event(2, 4624, USER, "next");
    List<AuditEvent> events = decode(huge.chunk());
    assertThat(events.getFirst().text(Column.DECODE_NOTE)).contains("more substitution values");
    assertThat(users(events).get(1)).isEqualTo("next");
  }

  @Test
  void expandsNoMoreThanAMultipleOfThePayload() {
    ChunkWriter bomb = new ChunkWriter();
    String large = "x".repeat(8_000);
    bomb.record(1, out -> out.instance(3, EvtxDamageTest::repeated, Value.text(large)).u8(0));
    for (int id = 2; id < 6; id++) {
      bomb.record(id, out -> out.instance(3, EvtxDamageTest::repeated, Value.text("y")).u8(0));
    }
    List<AuditEvent> events =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> decode(bomb.chunk()));
    long size = events.stream().mapToLong(e -> e.toString().length()).sum();
    assertThat(size).isLessThan(64L * 65_536);
    assertThat(events.getFirst().text(Column.DECODE_NOTE)).contains("too much when expanded");
  }

  private static void repeated(ChunkWriter body) {
    body.open("Event").close().open("EventData").close();
    for (int i = 0; i < 2_000; i++) {
      body.open("Data").close().substitute(0x0d, 0, 0x01).end();
    }
    body.end().end().u8(0);
  }
}
