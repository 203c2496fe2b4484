package io.akashi.event.lines;

import static io.akashi.event.lines.Lines.decode;
import static io.akashi.event.lines.Lines.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Transport;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each shape of a line, by what its cells become. */
class ShapesTest {
  private static String fields(AuditEvent event) {
    return event.text(Column.FIELDS);
  }

  private static void assertFull(AuditEvent event) {
    assertThat(event.text(Column.DECODE_STATUS)).as(event.toString()).isEqualTo("full");
  }

  @ParameterizedTest
  @CsvSource({
    "windows-31j, '8, 6, 4'",
    "EUC-JP, '8, 6, 4'",
    "UTF-8, '12, 9, 6'",
    "UTF-16LE, '8, 6, 4'"
  })
  void countsFixedColumnsInBytesOfTheFilesCharset(String charset, String widths) {
    String yaml = "fixed: [" + widths + "]\ncolumns: [a, b, c]\n";
    byte[] line = "山田太郎内科医閲覧".getBytes(Charset.forName(charset));
    AuditEvent event = decode(yaml, line, charset, Transport.FILE).getFirst();
    assertThat(fields(event)).isEqualTo("{\"a\":\"山田太郎\",\"b\":\"内科医\",\"c\":\"閲覧\"}");
    assertFull(event);
  }

  @Test
  void countsFixedColumnsAsTheyAreDisplayed() {
    String yaml = "fixed: {widths: [6, 4, 3], by: display}\ncolumns: [a, b, c]\n";
    assertThat(fields(one(yaml, "山田  ｱｲｳ 12")))
        .isEqualTo("{\"a\":\"山田\",\"b\":\"ｱｲｳ\",\"c\":\"12\"}");
    AuditEvent across = one(yaml, "12345山45 123more");
    assertThat(across.text(Column.DECODE_NOTE)).contains("edge of column 1").contains("4 columns");
    assertThat(fields(across)).contains("\"rest\":\"more\"");
  }

  @Test
  void readsPairsWithQuotesAndEscapes() {
    String yaml = "pairs: {}\nmap: {user_id: user, message: msg}\n";
    AuditEvent event =
        one(yaml, "date=2026-11-22 user=\"CORP\\tanaka\"  msg=\"a \\\"b\\\" c=d\" empty= x=1 word");
    assertThat(event.text(Column.USER_ID)).isEqualTo("CORP\\tanaka");
    assertThat(event.text(Column.MESSAGE)).isEqualTo("a \"b\" c=d");
    assertThat(fields(event)).isEqualTo("{\"date\":\"2026-11-22\",\"rest\":\"word\",\"x\":\"1\"}");
    assertFull(event);
  }

  @Test
  void keepsBothValuesOfANameThatComesTwiceAndMarksAnOpenQuote() {
    AuditEvent event = one("pairs: {}\nmap: {user_id: u}\n", "u=a u=b v=\"cut here");
    assertThat(event.text(Column.USER_ID)).isEqualTo("a");
    assertThat(fields(event)).isEqualTo("{\"u\":\"b\",\"v\":\"cut here\"}");
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(one("pairs: {}\nmap: {user_id: u}\n", "no pair at all").text(Column.DECODE_STATUS))
        .isEqualTo("unreadable");
  }

  @Test
  void readsPairsWithOtherSignsAndHexadecimalValues() {
    String yaml =
        """
        pairs: {separator: ";", assign: ":", quote: "'", hex: [cmd]}
        map: {user_id: user id}
        """;
    AuditEvent event = one(yaml, "user id : 田中 ;cmd:6C73002D6C;x:'a;b';y:6C73");
    assertThat(event.text(Column.USER_ID)).isEqualTo("田中");
    assertThat(fields(event)).isEqualTo("{\"cmd\":\"ls -l\",\"x\":\"a;b\",\"y\":\"6C73\"}");
  }

  @Test
  void readsJsonByPaths() {
    String yaml =
        """
        shape: json
        map: {user_id: user.name, object_id: 'items[1].id'}
        times: {occurred_at: {from: at, formats: [iso]}}
        """;
    String json =
        "{\"at\":\"2026-11-22T09:00:00Z\",\"user\":{\"name\":\"山田\\u0020\\\"花\\\"\",\"x\":null},"
            + "\"items\":[{\"id\":7},{\"id\":8,\"ok\":true}],\"tags\":[\"a\",\"b\"]}";
    for (String text : List.of(json, "  " + json + "\n" + json, "[" + json + "," + json + "]")) {
      List<AuditEvent> events = decode(yaml, text);
      assertThat(events).hasSize(text.equals(json) ? 1 : 2);
      AuditEvent event = events.getLast();
      assertThat(event.text(Column.USER_ID)).isEqualTo("山田 \"花\"");
      assertThat(event.text(Column.OBJECT_ID)).isEqualTo("8");
      assertThat(event.time(Column.OCCURRED_AT)).isEqualTo("2026-11-22T09:00:00Z");
      assertThat(fields(event))
          .isEqualTo(
              "{\"items[0].id\":\"7\",\"items[1].ok\":\"true\",\"tags[0]\":\"a\",\"tags[1]\":\"b\"}");
      assertFull(event);
    }
  }

  @Test
  void readsAnArrayOfBytesWhereATextBelongs() {
    String yaml = "shape: json\nmap: {message: MESSAGE}\n";
    AuditEvent cp932 = one(yaml, "{\"MESSAGE\":[142,82,147,99],\"tags\":[1,2]}");
    assertThat(cp932.text(Column.MESSAGE)).isEqualTo("山田");
    assertThat(fields(cp932)).isEqualTo("{\"tags[0]\":\"1\",\"tags[1]\":\"2\"}");
    assertFull(cp932);
    AuditEvent neither = one(yaml, "{\"MESSAGE\":[97,255]}");
    assertThat(neither.text(Column.MESSAGE)).isEqualTo("aÿ");
    assertThat(neither.text(Column.DECODE_STATUS)).isEqualTo("partial");
    AuditEvent mixed = one(yaml, "{\"MESSAGE\":[7,256,\"b\",-1,[3]],\"x\":1}");
    assertThat(fields(mixed))
        .isEqualTo(
            "{\"MESSAGE[0]\":\"7\",\"MESSAGE[1]\":\"256\",\"MESSAGE[2]\":\"b\","
                + "\"MESSAGE[3]\":\"-1\",\"MESSAGE[4][0]\":\"3\",\"x\":\"1\"}");
    assertFull(mixed);
  }

  @Test
  void readsJsonUpToWhereItIsCut() {
    String yaml = "shape: json\nmap: {user_id: user}\n";
    AuditEvent cut = one(yaml, "{\"user\":\"山田\",\"patient\":\"12");
    assertThat(cut.text(Column.USER_ID)).isEqualTo("山田");
    assertThat(cut.text(Column.DECODE_STATUS)).isEqualTo("partial");
    AuditEvent none = one(yaml, "user=yamada");
    assertThat(none.text(Column.DECODE_STATUS)).isEqualTo("unreadable");
    assertThat(none.text(Column.MESSAGE)).isEqualTo("user=yamada");
    AuditEvent deep = one(yaml, "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
    assertThat(deep.text(Column.DECODE_STATUS)).isEqualTo("partial");
  }

  @Test
  void readsALineOfAnArrayAndBoundsNamesWithinNames() {
    String yaml = "shape: json\nmap: {user_id: user}\n";
    assertThat(one(yaml, "{\"user\":\"山田\"},").text(Column.DECODE_STATUS)).isEqualTo("full");
    String name = "{\"" + "k".repeat(10_000) + "\":";
    String line = name.repeat(60) + "[" + "1,".repeat(2_000) + "1]" + "}".repeat(60);
    AuditEvent deep = one(yaml, line);
    assertThat(deep.text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(fields(deep)).hasSizeLessThan(2 * line.length());
  }

  @Test
  void readsXmlByElementsAndAttributes() {
    String yaml =
        """
        shape: xml
        map: {user_id: USER, object_id: WHAT.ID, message: SQL}
        times: {occurred_at: {from: AT, formats: [iso]}}
        """;
    AuditEvent event =
        one(
            yaml,
            "<?xml version='1.0'?>\n<R AT='2026-11-22T09:00:00Z'>\n <USER>山田 &lt;花&gt;</USER>\n"
                + " <WHAT><ID>7</ID><X k='v'/></WHAT><SQL><![CDATA[a < b]]></SQL><USER>x</USER></R>");
    assertThat(event.text(Column.USER_ID)).isEqualTo("山田 <花>");
    assertThat(event.text(Column.OBJECT_ID)).isEqualTo("7");
    assertThat(event.text(Column.MESSAGE)).isEqualTo("a < b");
    assertThat(event.time(Column.OCCURRED_AT)).isEqualTo("2026-11-22T09:00:00Z");
    assertThat(fields(event)).isEqualTo("{\"USER\":\"x\",\"WHAT.X.k\":\"v\"}");
    assertFull(event);
    AuditEvent cut = one(yaml, "<R><USER>山田</USER><SQL>del");
    assertThat(cut.text(Column.USER_ID)).isEqualTo("山田");
    assertThat(cut.text(Column.MESSAGE)).isNull();
    assertThat(cut.text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(one(yaml, "no xml").text(Column.DECODE_STATUS)).isEqualTo("unreadable");
    AuditEvent deep = one(yaml, "<a>".repeat(100_000));
    assertThat(deep.text(Column.DECODE_STATUS)).isEqualTo("partial");
  }

  @Test
  void takesANameInPlaceOfAnAddressForATerminal() {
    String yaml = "delimiter: ','\ncolumns: [from, user]\nmap: {address: from, user_id: user}\n";
    AuditEvent named = one(yaml, "pc10233.hosp.example.jp,yamada");
    assertThat(named.text(Column.ADDRESS)).isNull();
    assertThat(named.text(Column.TERMINAL)).isEqualTo("pc10233.hosp.example.jp");
    assertThat(fields(named)).contains("pc10233");
    assertThat(one(yaml, "2001:db8::5,yamada").text(Column.ADDRESS)).isEqualTo("2001:db8::5");
  }

  @Test
  void readsCefWithItsEscapes() {
    String yaml = "shape: cef\nmap: {user_id: suser, message: msg, object_name: cef.name}\n";
    AuditEvent event =
        one(
            yaml,
            "Nov 22 10:00:00 fw CEF:0|Maker|Wall \\| 2|1.0|100|a \\\\ b|5|suser=田中 太郎 "
                + "request=http://h/?x=1&y\\=2 msg=line one\\nline two  cs1Label=Rule cs1=R 1");
    assertThat(event.text(Column.USER_ID)).isEqualTo("田中 太郎");
    assertThat(event.text(Column.MESSAGE)).isEqualTo("line one\nline two");
    assertThat(event.text(Column.OBJECT_NAME)).isEqualTo("a \\ b");
    assertThat(fields(event))
        .contains("\"cef.product\":\"Wall | 2\"")
        .contains("\"request\":\"http://h/?x=1&y=2\"")
        .contains("\"cs1\":\"R 1\"")
        .doesNotContain("rest");
    assertFull(event);
    assertThat(one(yaml, "CEF:0|Maker|Wall").text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(one(yaml, "no such mark").text(Column.DECODE_STATUS)).isEqualTo("unreadable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "LEEF:1.0|M|P|1|login|usrName=a b<TAB>src=192.0.2.1!",
        "LEEF:2.0|M|P|1|login|^|usrName=a b^src=192.0.2.1!",
        "LEEF:2.0|M|P|1|login|x5E|usrName=a b^src=192.0.2.1!",
        "LEEF:2.0|M|P|1|login|0x5e|usrName=a b^src=192.0.2.1!",
        "LEEF:2.0|M|P|1|login|||usrName=a b|src=192.0.2.1!",
        "LEEF:2.0|M|P|1|login|usrName=a b<TAB>src=192.0.2.1!"
      })
  void readsLeefWithTheDelimiterItNames(String line) {
    String yaml = "shape: leef\nmap: {user_id: usrName, address: src, object_id: leef.event}\n";
    AuditEvent event = one(yaml, line.replace("<TAB>", "\t"));
    assertThat(event.text(Column.USER_ID)).isEqualTo("a b");
    assertThat(event.text(Column.ADDRESS)).isEqualTo("192.0.2.1");
    assertThat(event.text(Column.OBJECT_ID)).isEqualTo("login");
    assertFull(event);
  }

  @Test
  void readsUtf16WithItsMarkAndWithout() {
    String yaml = "delimiter: ','\ncolumns: [a, b]\nmap: {user_id: b}\n";
    for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
      byte[] bare = "1,a".getBytes(Charset.forName(charset));
      byte[] marked = "\uFEFF1,a".getBytes(Charset.forName(charset));
      assertThat(decode(yaml, bare, charset, Transport.FILE).getFirst().text(Column.USER_ID))
          .isEqualTo("a");
      assertThat(decode(yaml, marked, null, Transport.FILE).getFirst().text(Column.USER_ID))
          .isEqualTo("a");
    }
  }

  @Test
  void keepsLineBreaksInQuotes() {
    AuditEvent event =
        decode(
                "delimiter: ','\ncolumns: [a, b]\nmap: {message: a}\n",
                "\"一行目\r\n二行目\",2\r\n".getBytes(UTF_8),
                null,
                Transport.FILE)
            .getFirst();
    assertThat(event.text(Column.MESSAGE)).isEqualTo("一行目\r\n二行目");
    assertFull(event);
  }
}
