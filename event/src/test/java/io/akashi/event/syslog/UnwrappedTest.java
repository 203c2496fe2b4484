package io.akashi.event.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.Column;
import io.akashi.event.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnwrappedTest {
  private static String message(Unwrapped message) {
    return new String(message.bytes(), message.from(), message.to() - message.from(), UTF_8);
  }

  private static Unwrapped unwrap(Transport transport, String text) {
    return Unwrapped.of(Arrivals.over(transport, text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void takesOffTheHeaderHoweverTheMessageCame(Transport transport) {
    Unwrapped message =
        unwrap(transport, "<85>1 2026-11-22T10:00:00+09:00 pacs01 dicom - - - \ufeff<a/>\n\0");
    assertThat(message(message)).isEqualTo("<a/>");
    var event = message.begin(Arrivals.syslogProfile(), "x", "x@1").build();
    assertThat(event.text(Column.PROGRAM)).isEqualTo("dicom");
    assertThat(event.text(Column.TIME_QUALITY)).isEqualTo("stated:+09:00");
    assertThat(message.fields().toJson()).isEqualTo("{\"host\":\"pacs01\"}");
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void leavesAMessageWithoutPriAlone(Transport transport) {
    Unwrapped message = unwrap(transport, "\ufeff<a b='<85>1'/>\r\n");
    assertThat(message.header()).isNull();
    assertThat(message(message)).isEqualTo("<a b='<85>1'/>");
    var event = message.begin(Arrivals.syslogProfile(), "x", "x@1").build();
    assertThat(event.text(Column.TIME_QUALITY)).isEqualTo("received");
  }
}
