package io.akashi.server.internal.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What others chose the words of is one line of the log. */
class LogLinesTest {
  private static final String FORGED = "no such user\r\n2026-11-22T00:00:00 SEVERE forged";

  @Test
  void nothingLooksLikeAnotherEventOrSteersATerminal() {
    LogRecord said = new LogRecord(Level.WARNING, FORGED + "\u001b[2J\u202e電子カルテ");
    assertThat(new LogLines().formatMessage(said))
        .isEqualTo(
            "no such user\\u000d\\u000a2026-11-22T00:00:00 SEVERE forged\\u001b[2J\\u202e電子カルテ");
    assertThat(new LogLines().format(said)).contains("\\u000a2026");
  }

  @Test
  void aStackTraceIsIndented() {
    LogRecord failed = new LogRecord(Level.SEVERE, "a request failed");
    failed.setThrown(new IllegalStateException(FORGED, new RuntimeException("\n\tat forged")));
    assertThat(new LogLines().format(failed).lines().filter(each -> each.contains("forged")))
        .isNotEmpty()
        .allMatch(each -> each.startsWith("    "));
    assertThat(failed.getThrown()).isNotNull();
  }
}
