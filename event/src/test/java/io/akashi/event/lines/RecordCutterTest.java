package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCutterTest {
  private static final List<String> RECORDS =
      List.of("a,b\n", "\"x\ny\",ポ\r\n", "\n", "\"q\"\"\n\"\"\",2\n", "a\"b,c\n", "ポ\",ソ\n");

  private static RecordCutter cutter(String delimiter, Charset charset) {
    String yaml = "name: x\nversion: 1\ncolumns: [a, b]\ndelimiter: '" + delimiter + "'\n";
    return RecordCutter.of(Mapping.parse("x.yaml", yaml), charset);
  }

  private static List<String> cut(RecordCutter cutter, byte[] file, Charset charset) {
    List<String> records = new ArrayList<>();
    int from = 0;
    while (from < file.length) {
      int end = cutter.end(file, from, file.length);
      assertThat(end).isGreaterThan(from);
      records.add(new String(file, from, end - from, charset));
      from = end;
    }
    return records;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j", "EUC-JP", "UTF-16LE", "UTF-16BE"})
  void cutsLogicalRecordsInTheirOwnCharset(String name) {
    Charset charset = Charset.forName(name);
    byte[] file = String.join("", RECORDS).getBytes(charset);
    assertThat(cut(cutter(",", charset), file, charset)).isEqualTo(RECORDS);
  }

  @Test
  void isNotMisledByALetterThatHoldsTheDelimitersByte() {
    Charset cp932 = Charset.forName("windows-31j");
    byte[] file = "ポ\"|a\nb|c\n".getBytes(cp932);
    assertThat(cut(cutter("|", cp932), file, cp932)).containsExactly("ポ\"|a\n", "b|c\n");
  }

  @Test
  void seesTheQuoteBehindAByteOrderMark() {
    byte[] file = "\uFEFF\"a\nb\",c\n".getBytes(UTF_8);
    assertThat(cutter(",", UTF_8).end(file, 0, file.length)).isEqualTo(file.length);
  }

  @Test
  void saysWhenTheEndIsNotThere() {
    byte[] open = "\"a\nb".getBytes(UTF_8);
    assertThat(cutter(",", UTF_8).end(open, 0, open.length)).isEqualTo(-1);
    assertThat(cutter(",", UTF_8).lineEnd(open, 0, open.length)).isEqualTo(3);
    assertThat(RecordCutter.lines(null).end(open, 0, open.length)).isEqualTo(3);
    assertThat(RecordCutter.lines(null).end(open, 3, open.length)).isEqualTo(-1);
  }
}
