package io.akashi.event.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.syslog.SyslogHeader.Dialect;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogHeaderTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private static SyslogHeader parse(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    return SyslogHeader.parse(bytes, 0, bytes.length);
  }

  private static String rest(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    int start = SyslogHeader.parse(bytes, 0, bytes.length).messageStart();
    return new String(bytes, start, bytes.length - start, UTF_8);
  }

  private static Instant occurred(String message, String received) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(received));
    return Instant.EPOCH.plus(parse(message).occurredMicros(micros, TOKYO), ChronoUnit.MICROS);
  }

  @Test
  void readsEveryFieldOfRfc5424() {
    var header =
        parse("<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog 42 ID47 - hi");
    assertThat(header.dialect()).isEqualTo(Dialect.RFC5424);
    assertThat(header.facility()).isEqualTo(20);
    assertThat(header.severity()).isEqualTo(5);
    assertThat(header.host()).isEqualTo("mymachine.example.com");
    assertThat(header.program()).isEqualTo("evntslog");
    assertThat(header.processId()).isEqualTo("42");
    assertThat(header.messageId()).isEqualTo("ID47");
    assertThat(header.timeQuality(TOKYO)).isEqualTo("stated:+00:00");
  }

  @Test
  void takesNilValuesForUnsaid() {
    var header = parse("<34>1 - - - - - -");
    assertThat(header.dialect()).isEqualTo(Dialect.RFC5424);
    assertThat(header.hasTime()).isFalse();
    assertThat(header.host()).isNull();
    assertThat(header.program()).isNull();
    assertThat(header.processId()).isNull();
    assertThat(header.messageId()).isNull();
    assertThat(header.timeQuality(TOKYO)).isEqualTo("received");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <34>Oct 11 22:14:15 mymachine su: 'su root' failed|mymachine|su||'su root' failed
          <13>Nov  2 01:02:03 h sshd[99]: Accepted|h|sshd|99|Accepted
          <13>Nov 22 10:00:00 sshd[99]: no host|<null>|sshd|99|no host
          <13>Nov 22 10:00:00 ehr01 EHR:2026/11/22,a|ehr01|EHR||2026/11/22,a
          <13>Nov 22 10:00:00 ehr01 2026/11/22 10:00:00,a|ehr01|<null>||2026/11/22 10:00:00,a
          <13>Nov 22 10:00:00 h http://x/ opened|h|<null>||http://x/ opened
          <13>Nov 22 10:00:00 fe80::1 app: x|fe80::1|app||x
          <13>2026-11-22T10:00:00+09:00 h app: x|h|app||x
          <13>2026-11-22 10:00:00 h app: x|h|app||x
          <13>Nov 22 2026 10:00:00 h app: x|h|app||x
          <13>Nov 22 10:00:00 2026 h app: x|h|app||x
          Nov 22 10:00:00 h app: x|h|app||x
          """)
  void findsHostAndTag(String message, String host, String program, String pid, String rest) {
    var header = parse(message);
    assertThat(header.dialect()).isEqualTo(Dialect.RFC3164);
    assertThat(header.host()).isEqualTo("<null>".equals(host) ? null : host);
    assertThat(header.program()).isEqualTo("<null>".equals(program) ? null : program);
    assertThat(header.processId()).isEqualTo(pid);
    assertThat(rest(message)).isEqualTo(rest);
  }

  @ParameterizedTest
  @CsvSource({
    "Nov 22 09:59:59, 2026-11-22T00:59:59Z",
    "Nov 23 09:00:00, 2026-11-23T00:00:00Z", // a clock up to a day ahead stays ahead
    "Nov 24 09:59:59, 2025-11-24T00:59:59Z", // more than a day ahead was last year
    "Jan  1 00:00:10, 2025-12-31T15:00:10Z",
    "Feb 29 12:00:00, 2024-02-29T03:00:00Z", // 2026 has none
    "Mar  1 00:00:00, 2026-02-28T15:00:00Z",
  })
  void choosesYearSoThatNothingLiesInTheFuture(String time, String expected) {
    assertThat(occurred("<13>" + time + " h a: b", "2026-11-22T01:00:00Z"))
        .isEqualTo(Instant.parse(expected));
  }

  @Test
  void choosesNextYearForClockAheadAtNewYear() {
    assertThat(occurred("<13>Jan  1 00:00:10 h a: b", "2026-12-31T14:59:50Z"))
        .isEqualTo(Instant.parse("2026-12-31T15:00:10Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00.1+09:00, 2026-11-22T01:00:00.100Z, stated:+09:00",
    "2026-11-22T10:00:00.123456789Z, 2026-11-22T10:00:00.123456Z, stated:+00:00",
    "2026-11-22T10:00:00-0330, 2026-11-22T13:30:00Z, stated:-03:30",
    "2026-11-22T10:00:00, 2026-11-22T01:00:00Z, assumed:Asia/Tokyo",
  })
  void keepsWhatTheSenderSaysOfItsZone(String time, String expected, String quality) {
    String message = "<13>1 " + time + " h a - - - m";
    assertThat(occurred(message, "2026-11-22T01:00:00Z")).isEqualTo(Instant.parse(expected));
    assertThat(parse(message).timeQuality(TOKYO)).isEqualTo(quality);
  }

  @ParameterizedTest
  @CsvSource({
    "<13>Nov 31 10:00:00 h a: b",
    "<13>2026-02-29T10:00:00Z h a: b",
    "<13>2026-11-22T25:00:00Z h a: b",
    "<13>hello",
    "<13>",
    "hello",
  })
  void leavesToTheMessageWhatIsNoTime(String message) {
    var header = parse(message);
    assertThat(header.dialect()).isEqualTo(Dialect.BARE);
    assertThat(rest(message)).isEqualTo(message.replace("<13>", ""));
  }

  @Test
  void skipsByteOrderMark() {
    assertThat(rest("<85>1 - h a p IHE+RFC-3881 - \uFEFF<?xml?>")).isEqualTo("<?xml?>");
  }

  @Test
  void endsTheHeaderAtTheLineWhenHostIsFollowedByXml() {
    String openEmr = "<13>2026-11-22T10:00:00+09:00 emr\n<?xml version=\"1.0\"?>";
    assertThat(parse(openEmr).host()).isEqualTo("emr");
    assertThat(rest(openEmr)).isEqualTo("<?xml version=\"1.0\"?>");
  }

  @Test
  void takesUnclosedStructuredDataForMessage() {
    String cut = "<13>1 - h a p m [id x=\"y";
    assertThat(parse(cut).intact()).isFalse();
    assertThat(rest(cut)).isEqualTo("[id x=\"y");
  }

  @Test
  void readsNothingOutsideItsRange() {
    byte[] bytes = "xx<13>1 - host app 1 id - message<14>".getBytes(UTF_8);
    var header = SyslogHeader.parse(bytes, 2, 11);
    assertThat(header.priority()).isEqualTo(13);
    assertThat(header.messageStart()).isBetween(2, 11);
    assertThat(header.host()).isNull();
  }

  @Test
  void tellsWhereAMessageMayBegin() {
    assertThat(SyslogHeader.startsAt("<13>x".getBytes(UTF_8), 0, 5)).isTrue();
    assertThat(SyslogHeader.startsAt("<13>x".getBytes(UTF_8), 0, 3)).isFalse();
    assertThat(SyslogHeader.startsAt("<1234>".getBytes(UTF_8), 0, 6)).isFalse();
    assertThat(SyslogHeader.startsAt("<>".getBytes(UTF_8), 0, 2)).isFalse();
  }
}
