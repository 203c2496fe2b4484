package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What one program says in two formats means the same in both: their forms differ in names only.
 */
class TwinMappingsTest {
  private static String forms(String mapping) throws IOException {
    String name = "/io/akashi/event/mappings/" + mapping + ".yaml";
    try (InputStream yaml = TwinMappingsTest.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(yaml).readAllBytes(), UTF_8);
      return text.substring(text.indexOf("\nforms:"));
    }
  }

  @Test
  void theJournalMeansWhatSyslogMeans() throws IOException {
    String asJournal =
        forms("linux-auth")
            .replace("syslog.program", "SYSLOG_IDENTIFIER")
            .replace("{line: ", "{MESSAGE: ")
            .replace(", line: ", ", MESSAGE: ")
            .replace("of: line", "of: MESSAGE");
    assertThat(forms("journald")).startsWith(asJournal);
  }

  @Test
  void bothLogsOfPostgreSqlMeanTheSame() throws IOException {
    assertThat(forms("postgresql-json"))
        .isEqualTo(forms("postgresql-csv").replace("sql_state_code", "state_code"));
  }

  @Test
  void theAuditOfMariaDbMeansTheSameOverSyslog() throws IOException {
    assertThat(forms("mariadb-syslog")).isEqualTo(forms("mariadb-audit"));
  }
}
