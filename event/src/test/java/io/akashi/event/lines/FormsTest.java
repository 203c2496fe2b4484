package io.akashi.event.lines;

import static io.akashi.event.lines.Lines.decode;
import static io.akashi.event.lines.Lines.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mapping of many kinds of lines: the first form that fits says what the line means. */
class FormsTest {
  private static final String PAIRS =
      """
      pairs: {}
      map: {user_id: user, message: msg}
      forms:
        - when: {type: event, subtype: [vpn, system], action: "~^ssl-login-fail"}
          constants: {kind: login_failure, outcome: serious}
        - when: {type: event, subtype: [vpn, system]}
          values: {action: {tunnel-up: {kind: login}, "~^tunnel-(down|fail)": {kind: logout}, "*": {}}}
        - when: {type: traffic, user: "*"}
          constants: {kind: connection_allowed}
        - when: {type: traffic, user: ""}
          constants: {kind: connection_blocked}
      """;

  private static final String SYSLOG =
      """
      header: syslog
      map: {message: line}
      forms:
        - when: {syslog.program: [sshd, sshd-session]}
          of: line
          regex: 'Accepted (?P<method>\\S+) for (?P<user>\\S+) from (?P<from>\\S+) .*'
          map: {user_id: user, address: from, auth_method: method}
          constants: {kind: login}
        - when: {syslog.program: su}
          regex: '(?P<what>.*)'
      """;

  @ParameterizedTest
  @CsvSource({
    "type=event subtype=vpn action=ssl-login-fail user=a, login_failure",
    "type=event subtype=system action=tunnel-up, login",
    "type=event subtype=system action=tunnel-down, logout",
    "type=event subtype=system action=other, unclassified",
    "type=traffic user=a, connection_allowed",
    "type=traffic, connection_blocked",
    "type=event subtype=wireless, unclassified",
  })
  void takesTheFirstFormWhoseConditionsHold(String line, String kind) {
    AuditEvent event = one(PAIRS, line);
    assertThat(event.text(Column.KIND)).isEqualTo(kind);
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("full");
    assertThat(event.text(Column.FIELDS)).contains("\"type\":");
  }

  @Test
  void keepsALineThatNoFormKnowsAsItsMessage() {
    AuditEvent event = one(PAIRS, "type=utm x=\"1 2\"");
    assertThat(event.text(Column.KIND)).isEqualTo("unclassified");
    assertThat(event.text(Column.MESSAGE)).isEqualTo("type=utm x=\"1 2\"");
    assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("full");
  }

  @Test
  void readsTheSyslogHeaderOfEachLineOfAFile() {
    String yaml = SYSLOG;
    String log =
        """
        Nov 22 09:59:00 ehr01 sshd[77]: Accepted publickey for hoshu from 192.0.2.9 port 5 ssh2
        2026-11-22T09:58:00.5+09:00 ehr01 sshd-session[78]: Connection closed
        """;
    List<AuditEvent> events = decode(yaml, log);
    AuditEvent login = events.getFirst();
    assertThat(login.text(Column.KIND)).isEqualTo("login");
    assertThat(login.text(Column.USER_ID)).isEqualTo("hoshu");
    assertThat(login.text(Column.PROGRAM)).isEqualTo("sshd");
    assertThat(login.text(Column.MESSAGE)).startsWith("Accepted publickey");
    assertThat(login.time(Column.OCCURRED_AT)).isEqualTo("2026-11-22T00:59:00Z");
    assertThat(login.text(Column.FIELDS)).isEqualTo("{\"host\":\"ehr01\",\"procid\":\"77\"}");
    AuditEvent other = events.getLast();
    assertThat(other.text(Column.KIND)).isEqualTo("unclassified");
    assertThat(other.text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(other.text(Column.DECODE_NOTE)).contains("not as lines of its kind");
    assertThat(other.time(Column.OCCURRED_AT)).isEqualTo("2026-11-22T00:58:00.500Z");
    byte[] sent = ("<38>" + log.lines().findFirst().orElseThrow()).getBytes(UTF_8);
    assertThat(decode(yaml, sent, null, Transport.SYSLOG_TLS).getFirst()).isEqualTo(login);
  }

  @Test
  void choosesColumnsByTheirNumber() {
    String yaml =
        """
        delimiter: ","
        columns: [時刻, 利用者, 操作]
        map: {user_id: 利用者}
        forms:
          - cells: 4
            columns: [時刻, 端末, 利用者, 操作]
            map: {terminal: 端末}
          - cells: [5, 6]
            columns: [時刻, 端末, 利用者, 操作, 結果, "..."]
        """;
    assertThat(one(yaml, "t,u,閲覧").text(Column.USER_ID)).isEqualTo("u");
    AuditEvent four = one(yaml, "t,pc,u,閲覧");
    assertThat(four.text(Column.USER_ID)).isEqualTo("u");
    assertThat(four.text(Column.TERMINAL)).isEqualTo("pc");
    assertThat(four.text(Column.DECODE_STATUS)).isEqualTo("full");
    AuditEvent six = one(yaml, "t,pc,u,閲覧,成功,\"more, of it\"");
    assertThat(six.text(Column.DECODE_STATUS)).isEqualTo("full");
    assertThat(six.text(Column.FIELDS)).contains("\"rest\":\"\\\"more, of it\\\"\"");
    assertThat(one(yaml, "a,b,c,d,e,f,g").text(Column.DECODE_STATUS)).isEqualTo("partial");
    assertThat(decode(yaml, "時刻,端末,利用者,操作\n")).isEmpty();
  }

  @Test
  void readsACellByAShapeOfItsOwn() {
    String yaml =
        """
        regex: '(?P<head>\\S+) (?P<kind>\\S+) (?P<a>\\S+) (?P<b>.*)'
        forms:
          - when: {kind: pairs}
            of: [a, b]
            pairs: {quote: "'"}
            map: {user_id: acct, session_id: head}
            values: {res: {success: {outcome: success}, failed: {outcome: serious}}}
          - when: {kind: csv}
            of: b
            delimiter: ","
            columns: [x, y]
        """;
    AuditEvent pairs = one(yaml, "h1 pairs ses=1 acct='田中 太郎' res=failed");
    assertThat(pairs.text(Column.USER_ID)).isEqualTo("田中 太郎");
    assertThat(pairs.text(Column.SESSION_ID)).isEqualTo("h1");
    assertThat(pairs.text(Column.OUTCOME)).isEqualTo("serious");
    assertThat(pairs.text(Column.FIELDS))
        .isEqualTo("{\"kind\":\"pairs\",\"res\":\"failed\",\"ses\":\"1\"}");
    AuditEvent csv = one(yaml, "h1 csv - \"1,2\",3");
    assertThat(csv.text(Column.FIELDS)).contains("\"x\":\"1,2\",\"y\":\"3\"");
  }

  @Test
  void takesTheFirstOfSeveralCellsThatSaysSomething() {
    String yaml =
        "pairs: {}\nmap: {address: [srcip, remip], target_port: [dport, p]}\nnil: [N/A]\n";
    assertThat(one(yaml, "srcip=N/A remip=192.0.2.1").text(Column.ADDRESS)).isEqualTo("192.0.2.1");
    AuditEvent both = one(yaml, "remip=192.0.2.1 srcip=192.0.2.2 p=x");
    assertThat(both.text(Column.ADDRESS)).isEqualTo("192.0.2.2");
    assertThat(both.text(Column.FIELDS)).isEqualTo("{\"p\":\"x\",\"remip\":\"192.0.2.1\"}");
    assertThat(both.text(Column.DECODE_STATUS)).isEqualTo("partial");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "delimiter: ','\\ncolumns: [a]!CSV_RECORD",
        "delimiter: ','\\nquote: none\\ncolumns: [a]!LINE",
        "shape: json!JSON_VALUE",
        "regex: '(a)'!LINE",
        "pairs: {}!LINE"
      })
  void knowsWhatOneEntryOfAFileIs(String yaml, EntryUnit unit) {
    String text = "name: own\nversion: 1\n" + yaml.replace("\\n", "\n");
    var decoder = new LinesDecoder(Mappings.of(List.of(Mapping.parse("own.yaml", text))));
    var profile =
        new SourceProfile(Arrivals.SOURCE, "lines", "own", null, ZoneId.of("UTC"), null, null);
    assertThat(decoder.unit(profile)).isEqualTo(unit);
  }
}
