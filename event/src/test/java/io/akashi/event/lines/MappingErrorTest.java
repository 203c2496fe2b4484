package io.akashi.event.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingErrorTest {
  private static final String GOOD = "name: own\nversion: 1\ndelimiter: ','\ncolumns: [日時, 操作]\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          colums: [a]|m.yaml:5: colums: |did you mean 'columns'?
          map: {user_idd: 操作}|m.yaml:5: map.user_idd: |did you mean 'user_id'?
          map: {user_id: 操}|m.yaml:5: |'操作'
          map: {kind: 操作}|m.yaml:5: |by values or constants
          map: {book: 操作}|m.yaml:5: |set by Akashi itself
          map: {occurred_at: 日時}|m.yaml:5: |by times
          map: [a]|m.yaml:5: map: |must be a map
          times: {occurred_at: {from: 日時, formats: [yyyy-bb]}}|m.yaml:5: |letter 'b'
          times: {occurred_at: {from: 日時, formats: ['HH:mm']}}|m.yaml:5: |no year
          times: {occurred_at: {from: 日時}}|m.yaml:5: |from and formats
          times: {user_id: {from: 日時, formats: [iso]}}|m.yaml:5: |not a time column
          values: {操作: {閲覧: {kind: raed}}}|m.yaml:5: |did you mean 'read'?
          values: {操作: {閲覧: {outcome: good}}}|m.yaml:5: |known are success
          values: {操昨: {閲覧: {kind: read}}}|m.yaml:5: |'操昨'
          constants: {target_port: many}|m.yaml:5: |whole number
          constants: {occurred_at: now}|m.yaml:5: |cannot be a constant
          zone: Asia/Tokio|m.yaml:5: |did you mean 'Asia/Tokyo'?
          charset: CP93X|m.yaml:5: |did you mean 'CP932'?
          quote: ab|m.yaml:5: |one ASCII character
          ignore: ['(']|m.yaml:5: |RE2
          regex: 'a'|m.yaml:1: |either delimiter or regex
          name: again|m.yaml:5: |is given twice
          nil: {a: b}|m.yaml:5: nil: |must be a list
          map: {user_id: [操作, 操昨]}|m.yaml:5: |'操昨'
          values: {操作: {'~(': {kind: read}}}|m.yaml:5: |RE2
          header: sislog|m.yaml:5: |did you mean 'syslog'?
          forms: [{wen: {操作: a}}]|m.yaml:5: forms.wen: |did you mean 'when'?
          forms: [{when: {操昨: a}}]|m.yaml:5: forms.when.操昨: |did you mean '操作'?
          forms: [{when: {操作: '~('}}]|m.yaml:5: |RE2
          forms: [{cells: many}]|m.yaml:5: |whole number
          forms: [{of: 操作}]|m.yaml:5: |needs a shape
          forms: [{of: 操昨, pairs: {}}]|m.yaml:5: |did you mean '操作'?
          forms: [{shape: jsn}]|m.yaml:5: |did you mean 'json'?
          forms: [{pairs: {assign: '=='}}]|m.yaml:5: |one character
          forms: [{pairs: {}, regex: a}]|m.yaml:5: |either delimiter or regex
          forms: [{regex: '(?P<who>.*)', map: {user_id: hwo}}]|m.yaml:5: |did you mean 'who'?
          forms: [{fixed: [1, 2], columns: [a]}]|m.yaml:5: |2 widths, columns names 1
          forms: [{fixed: [1, 0], columns: [a, b]}]|m.yaml:5: |whole number from 1
          forms: [{fixed: {widths: [1], by: byte}, columns: [a]}]|m.yaml:5: |did you mean 'bytes'?
          forms: a|m.yaml:5: forms: |must be a map
          title: [|m.yaml:6: |not YAML
          """)
  void saysInOneSentenceWhatIsWrongAndWhere(String line, String where, String what) {
    assertThatThrownBy(() -> Mapping.parse("m.yaml", GOOD + line + "\n"))
        .isInstanceOf(MappingException.class)
        .hasMessageStartingWith(where)
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          version: 1;delimiter: ',';columns: [a]|name is missing
          name: A;version: 1;delimiter: ',';columns: [a]|64 of a-z
          name: a;delimiter: ',';columns: [a]|version is missing
          name: a;version: 0;delimiter: ',';columns: [a]|whole number
          name: a;version: 1;columns: [a]|either delimiter or regex
          name: a;version: 1;delimiter: ','|columns is missing
          name: a;version: 1;delimiter: ',';columns: [a, a]|blank or twice
          name: a;version: 1;delimiter: '';columns: [a]|1 to 16 characters
          name: a;version: 1;regex: '(a)(b)';columns: [a]|2 groups, columns names 1
          name: a;version: 1;regex: 'a';columns: []|1 to 1000
          name: a;version: 1;fixed: [8]|columns is missing
          name: a;version: 1;pairs: {};forms: [{columns: [a]}]|can be renamed
          - a|must be a map
          """)
  void demandsWhatAMappingNeeds(String lines, String what) {
    assertThatThrownBy(() -> Mapping.parse("m.yaml", lines.replace(';', '\n')))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining(what);
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> Mapping.parse("m.yaml", "# nothing\n"))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void loadsAFolderOverTheShippedOnes(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GOOD);
    Files.writeString(folder.resolve("b.yaml"), GOOD.replace("name: own", "name: ehr-access"));
    Mappings mappings = Mappings.load(folder);
    assertThat(mappings.names()).contains("ehr-access", "own");
    assertThat(mappings.find("ehr-access").orElseThrow().columns()).containsExactly("日時", "操作");
    assertThatThrownBy(() -> Mappings.load(folder.resolve("none")))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("no such folder");
  }

  @Test
  void refusesTwoFilesOfOneNameAndOtherCharsets(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GOOD);
    Files.writeString(folder.resolve("b.yaml"), GOOD);
    assertThatThrownBy(() -> Mappings.load(folder))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("a.yaml");
    Files.delete(folder.resolve("b.yaml"));
    Files.write(folder.resolve("a.yaml"), GOOD.getBytes(Charset.forName("windows-31j")));
    assertThatThrownBy(() -> Mappings.load(folder))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void refusesThousandsOfLevelsInOneSentence() {
    String deep = "name: a\nversion: 1\nregex: " + "[".repeat(50_000);
    assertThatThrownBy(() -> Mapping.parse("deep.yaml", deep))
        .isInstanceOf(MappingException.class)
        .hasMessageStartingWith("deep.yaml");
  }
}
