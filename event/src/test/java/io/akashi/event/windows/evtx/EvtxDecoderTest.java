package io.akashi.event.windows.evtx;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Transport;
import io.akashi.event.windows.FlatJson;
import io.akashi.event.windows.evtx.ChunkWriter.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvtxDecoderTest {
  static List<AuditEvent> decode(byte[] payload) {
    return new EvtxDecoder()
        .decode(Arrivals.over(Transport.FILE, payload), Arrivals.syslogProfile());
  }

  static Map<String, String> fields(AuditEvent event) {
    return FlatJson.of(event.text(Column.FIELDS));
  }

  private static AuditEvent only(ChunkWriter writer) {
    List<AuditEvent> events = decode(writer.chunk());
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  @Test
  void readsRecordsThatShareATemplate() {
    ChunkWriter writer = new ChunkWriter();
    writer.event(7, 4624, "TargetUserName", "n0350112", "IpAddress", "::ffff:10.1.2.3");
    writer.event(8, 4634, "TargetUserName", "山田", "IpAddress", "-");
    List<AuditEvent> events = decode(writer.chunk());

    assertThat(events).hasSize(2);
    AuditEvent login = events.getFirst();
    assertThat(login.text(Column.DECODE_STATUS)).isEqualTo("full");
    assertThat(login.text(Column.KIND)).isEqualTo("login");
    assertThat(login.text(Column.USER_ID)).isEqualTo("n0350112");
    assertThat(login.text(Column.ADDRESS)).isEqualTo("10.1.2.3");
    assertThat(login.get(Column.SEQUENCE)).isEqualTo(7L);
    assertThat(login.text(Column.TIME_QUALITY)).isEqualTo("stated:+00:00");
    assertThat(fields(login))
        .containsEntry("IpAddress", "::ffff:10.1.2.3")
        .containsEntry("Provider_Name", "Microsoft-Windows-Security-Auditing")
        .containsEntry("EventID", "4624");
    assertThat(events.get(1).text(Column.KIND)).isEqualTo("logout");
    assertThat(events.get(1).text(Column.USER_ID)).isEqualTo("山田");
    assertThat(events.get(1).text(Column.ADDRESS)).isNull();
  }

  @Test
  void takesAWholeFileAndGivesNothingForUnusedChunks() {
    ChunkWriter first = new ChunkWriter();
    first.event(1, 4624, "TargetUserName", "a");
    ChunkWriter second = new ChunkWriter();
    second.event(2, 4624, "TargetUserName", "b");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("ElfFile\0".getBytes(Charset.forName("US-ASCII")));
    file.writeBytes(new byte[4096 - 8]);
    file.writeBytes(first.chunk());
    file.writeBytes(second.chunk());
    file.writeBytes(new byte[65_536]);

    assertThat(decode(file.toByteArray()))
        .extracting(e -> e.text(Column.USER_ID))
        .containsExactly("a", "b");
    assertThat(decode(new byte[65_536])).isEmpty();
    assertThat(decode(new ChunkWriter().chunk())).isEmpty();
  }

  @Test
  void leavesOutWhatIsOptionalAndNull() {
    ChunkWriter writer = new ChunkWriter();
    writer.record(
        1,
        out ->
            out.instance(
                    5,
                    body -> {
                      body.open("Event").close().open("System").close();
                      body.open("EventID").close().text("1102").end();
                      body.open("Security", "UserID", () -> body.substitute(0x0e, 0, 0x13)).empty();
                      body.end().end().u8(0);
                    },
                    Value.nothing())
                .u8(0));
    AuditEvent event = only(writer);
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("full");
    assertThat(fields(event)).containsEntry("EventID", "1102").doesNotContainKey("Security_UserID");
  }

  @Test
  void readsBinaryXmlWithinItsOwnTemplate() {
    ChunkWriter writer = new ChunkWriter();
    // What is embedded must lie where it is written: its definition comes before, in a record.
    writer.record(
        1,
        out -> {
          inner(out, "first");
          out.u8(0);
        });
    int definition = Chunk.RECORDS + RecordCursor.HEADER + 10;
    writer.record(2, out -> outer(out, definition, "Administrator"));
    List<AuditEvent> events = decode(writer.chunk());
    assertThat(fields(events.get(1)))
        .containsEntry("EventID", "1102")
        .containsEntry("SubjectUserName", "Administrator");
    assertThat(events.get(1).text(Column.DECODE_STATUS)).isEqualTo("full");
  }

  private static void inner(ChunkWriter out, String user) {
    out.instance(
        77,
        body -> {
          body.open("LogFileCleared").close();
          body.open("SubjectUserName").close().substitute(0x0d, 0, 0x01).end();
          body.end().u8(0);
        },
        Value.text(user));
  }

  private static void outer(ChunkWriter out, int definition, String user) {
    ChunkWriter embedded = new ChunkWriter();
    int from = embedded.position();
    embedded.u8(0x0f, 1, 1, 0).u8(0x0c, 1).u32(77).u32(definition);
    embedded.values(List.of(Value.text(user))).u8(0);
    byte[] xml = new byte[embedded.position() - from];
    embedded.raw().get(from, xml);
    out.instance(
            78,
            body -> {
              body.open("Event").close().open("System").close();
              body.open("EventID").close().text("1102").end().end();
              body.open("UserData").close().substitute(0x0e, 0, 0x21).end();
              body.end().u8(0);
            },
            new Value(0x21, xml))
        .u8(0);
  }

  @Test
  void readsReferencesSectionsAndInstructions() {
    ChunkWriter writer = new ChunkWriter();
    writer.record(
        1,
        out -> {
          out.u8(0x0f, 1, 1, 0).u8(0x0a).name("pi").u8(0x0b).u16(0);
          out.open("Event").close().open("System").close();
          out.open("EventID").close().text("1").end().end();
          out.open("EventData").close().open("Data", "Name", () -> out.text("x")).close();
          out.text("a").u8(0x48).u16(0x5c71).u8(0x49).name("amp").u8(0x49).name("lt");
          out.u8(0x49).name("nbsp").u8(0x07).u16(1).u16('z');
          out.end().end().end().u8(0);
        });
    assertThat(fields(only(writer))).containsEntry("x", "a山&<&nbsp;z");
  }

  @Test
  void givesEachValueOfAnArray() {
    ChunkWriter writer = new ChunkWriter();
    writer.record(
        1,
        out ->
            out.instance(
                    6,
                    body -> {
                      body.open("Event").close().open("System").close();
                      body.open("EventID").close().text("1").end().end();
                      body.open("EventData").close();
                      body.open("Data").close().substitute(0x0d, 0, 0x81).end();
                      body.open("Data", "Name", () -> body.text("n")).close();
                      body.substitute(0x0d, 1, 0x88).end();
                      body.end().end().u8(0);
                    },
                    new Value(0x81, Value.text("夜間\0終了\0").bytes()),
                    new Value(0x88, new byte[] {1, 0, 0, 0, 2, 0, 0, 0}))
                .u8(0));
    assertThat(fields(only(writer)))
        .containsEntry("param1", "夜間")
        .containsEntry("param2", "終了")
        .containsEntry("n", "1\n2");
  }
}
