package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesDecoderTest {
  private static final String HEAD = "name: own\nversion: 2\n";

  private static List<AuditEvent> decode(String yaml, byte[] payload, String charset) {
    Mappings mappings = Mappings.of(List.of(Mapping.parse("own.yaml", HEAD + yaml)));
    SourceProfile profile =
        new SourceProfile(
            Arrivals.SOURCE, "lines", "own", charset, ZoneId.of("Asia/Tokyo"), null, null);
    return new LinesDecoder(mappings).decode(Arrivals.over(Transport.FILE, payload), profile);
  }

  private static List<AuditEvent> decode(String yaml, String payload) {
    return decode(yaml, payload.getBytes(UTF_8), null);
  }

  private static AuditEvent one(String yaml, String payload) {
    List<AuditEvent> events = decode(yaml, payload);
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  @Test
  void keepsUnmappedColumnsUnderTheirNamesInOrder() {
    var event = one("delimiter: ';'\ncolumns: [b, a, c]\n", "1;\"x\"\"y\";\n");
    assertThat(event.text(Column.FIELDS)).isEqualTo("{\"a\":\"x\\\"y\",\"b\":\"1\"}");
    assertThat(event.text(Column.DECODER)).isEqualTo("lines@1:own@2");
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("full");
  }

  @Test
  void joinsDateAndTimeOfTwoColumnsInTheMappingsZone() {
    String yaml =
        """
        delimiter: tab
        columns: [日付, 時刻, id]
        zone: UTC
        times:
          occurred_at: {from: [日付, 時刻], formats: [yyyyMMdd HHmmss, 'Gy年M月d日 H:mm']}
        """;
    var plain = one(yaml, "20261122\t010203\tx");
    assertThat(plain.time(Column.OCCURRED_AT)).isEqualTo("2026-11-22T01:02:03Z");
    assertThat(plain.text(Column.TIME_QUALITY)).isEqualTo("assumed:UTC");
    var era = one(yaml, "令和8年11月2日\t9:05\tx");
    assertThat(era.time(Column.OCCURRED_AT)).isEqualTo("2026-11-02T09:05:00Z");
    assertThat(era.text(Column.FIELDS)).isEqualTo("{\"id\":\"x\"}");
  }

  @Test
  void readsGroupsOfARegularExpression() {
    String yaml =
        """
        regex: '^(?P<when>\\S+ \\S+) \\[(?P<who>[^\\]]*)\\] (?P<what>.*)$'
        map: {user_id: who, message: what}
        times: {occurred_at: {from: when, formats: ['yyyy-MM-dd HH:mm:ss']}}
        constants: {kind: execute, category: 手術}
        ignore: ['^#']
        """;
    var events = decode(yaml, "# comment\n2026-11-22 09:00:00 [田中] 開始\nelse\n");
    assertThat(events).hasSize(2);
    assertThat(events.get(0).text(Column.USER_ID)).isEqualTo("田中");
    assertThat(events.get(0).text(Column.MESSAGE)).isEqualTo("開始");
    assertThat(events.get(0).text(Column.KIND)).isEqualTo("execute");
    assertThat(events.get(0).time(Column.OCCURRED_AT)).isEqualTo("2026-11-22T00:00:00Z");
    assertThat(events.get(1).text(Column.DECODE_STATUS)).isEqualTo("unreadable");
    assertThat(events.get(1).text(Column.MESSAGE)).isEqualTo("else");
  }

  @Test
  void givesMeaningToValuesAndKeepsTheOriginal() {
    String yaml =
        """
        delimiter: ","
        columns: [op, port]
        map: {target_port: port}
        values:
          op:
            "1": {kind: read, action: R, object_type: chart}
            "*": {kind: execute}
        """;
    var known = one(yaml, "1,443");
    assertThat(known.text(Column.KIND)).isEqualTo("read");
    assertThat(known.text(Column.ACTION)).isEqualTo("R");
    assertThat(known.text(Column.OBJECT_TYPE)).isEqualTo("chart");
    assertThat(known.get(Column.TARGET_PORT)).isEqualTo(443);
    assertThat(known.text(Column.FIELDS)).isEqualTo("{\"op\":\"1\"}");
    var other = one(yaml, "77,x");
    assertThat(other.text(Column.KIND)).isEqualTo("execute");
    assertThat(other.text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(other.text(Column.DECODE_NOTE)).startsWith("port: ").contains("'x'");
    assertThat(other.text(Column.FIELDS)).isEqualTo("{\"op\":\"77\",\"port\":\"x\"}");
  }

  @Test
  void readsTheCharsetsOfJapan() {
    String yaml = "delimiter: ','\ncolumns: [a, b]\nmap: {user_name: b}\n";
    for (String charset : List.of("windows-31j", "EUC-JP", "UTF-16", "UTF-16LE", "UTF-8")) {
      byte[] line =
          "\uFEFF1,山田 ソ|表"
              .substring(charset.equals("UTF-16LE") ? 0 : 1)
              .getBytes(Charset.forName(charset));
      var events = decode(yaml, line, charset);
      assertThat(events).hasSize(1);
      assertThat(events.getFirst().text(Column.USER_NAME)).isEqualTo("山田 ソ|表");
      assertThat(events.getFirst().text(Column.DECODE_STATUS)).isEqualTo("full");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void knowsUtf16WithoutAMarkByItsZeroBytes(String charset) {
    byte[] line = "20261122,0012,山田 花子,00123456".getBytes(Charset.forName(charset));
    String yaml = "delimiter: ','\ncolumns: [a, b, c, d]\nmap: {user_name: c, patient_id: d}\n";
    var event = decode(yaml, line, null).getFirst();
    assertThat(event.text(Column.USER_NAME)).isEqualTo("山田 花子");
    assertThat(event.text(Column.PATIENT_ID)).isEqualTo("00123456");
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CP932", "Shift_JIS", "x-IBM942C"})
  void readsWhatWindowsWritesByAnyOfItsNames(String name) {
    byte[] line = "1,髙橋 ～①".getBytes(Charset.forName("windows-31j"));

    var event = decode("delimiter: ','\ncolumns: [a, b]\nmap: {user_name: b}\n", line, name);

    assertThat(event.getFirst().text(Column.USER_NAME)).isEqualTo("髙橋 ～①");
    assertThat(event.getFirst().text(Column.DECODE_STATUS)).isEqualTo("full");
  }

  @Test
  void splitsAtADelimiterThatIsPartOfACp932Letter() {
    // The second byte of "ポ" in CP932 is 0x7C, the vertical bar.
    byte[] line = "ポ|ート".getBytes(Charset.forName("windows-31j"));
    var event = decode("delimiter: '|'\ncolumns: [a, b]\n", line, null).getFirst();
    assertThat(event.text(Column.FIELDS)).isEqualTo("{\"a\":\"ポ\",\"b\":\"ート\"}");
  }

  @Test
  void keepsLinesOfUnknownMappingsSearchable() {
    var decoder = new LinesDecoder(Mappings.builtIn());
    var arrival = Arrivals.over(Transport.FILE, "患者,1".getBytes(UTF_8));
    var event = decoder.decode(arrival, Arrivals.linesProfile("ehr-acess")).getFirst();
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("unreadable");
    assertThat(event.text(Column.DECODE_NOTE)).contains("did you mean 'ehr-access'?");
    assertThat(event.text(Column.MESSAGE)).isEqualTo("患者,1");
  }

  @Test
  void marksInvalidBytesOfAKnownCharset() {
    byte[] line = {'1', ',', (byte) 0xff};
    var event = decode("delimiter: ','\ncolumns: [a, b]\n", line, "UTF-8").getFirst();
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(event.text(Column.FIELDS)).isEqualTo("{\"a\":\"1\",\"b\":\"\uFFFD\"}");
  }

  @Test
  void stopsSplittingAfterThousandsOfLinesButKeepsTheRest() {
    var events = decode("delimiter: ','\ncolumns: [a, b]\n", "1,2\n".repeat(5_000));
    assertThat(events).hasSize(4_097);
    assertThat(events.getLast().text(Column.DECODE_STATUS)).isEqualTo("unreadable");
    assertThat(events.getLast().text(Column.MESSAGE)).isEqualTo("1,2\n".repeat(904));
  }

  @Test
  void lettingTheSourceNameTheSystemWins() {
    String yaml = "delimiter: ','\ncolumns: [a, b]\nmap: {system: a}\n";
    assertThat(one(yaml, "PACS,1").text(Column.SYSTEM)).isEqualTo("PACS");
    var mappings = Mappings.of(List.of(Mapping.parse("own.yaml", HEAD + yaml)));
    var event =
        new LinesDecoder(mappings)
            .decode(
                Arrivals.over(Transport.FILE, "PACS,1".getBytes(UTF_8)),
                Arrivals.linesProfile("own"))
            .getFirst();
    assertThat(event.text(Column.SYSTEM)).isEqualTo("電子カルテ");
  }
}
