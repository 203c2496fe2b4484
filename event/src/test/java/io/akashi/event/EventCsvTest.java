package io.akashi.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventCsvTest {
  private static String row(boolean guard, AuditEvent event) {
    StringBuilder out = new StringBuilder();
    new EventCsv(guard).write(event, out);
    return out.toString();
  }

  @Test
  void headsEveryColumnByItsStableName() {
    assertThat(new EventCsv(false).header())
        .startsWith("book,index,part,received_at,")
        .endsWith(",decoder,decode_status,decode_note\r\n");
  }

  @Test
  void quotesOnlyWhatNeedsIt() {
    AuditEvent event =
        AuditEvent.builder()
            .set(Column.BOOK, "clinical")
            .set(Column.INDEX, 3L)
            .set(Column.RECEIVED_AT, 0L)
            .set(Column.SOURCE, "a,\"b\"\nc")
            .build();
    assertThat(row(false, event))
        .startsWith("clinical,3,,1970-01-01T00:00:00.000000Z,,,\"a,\"\"b\"\"\nc\",,,")
        .endsWith(",\r\n");
  }

  @Test
  void guardsAgainstFormulasOnlyWhenAsked() {
    AuditEvent event = AuditEvent.builder().set(Column.BOOK, "=1+1").build();
    assertThat(row(true, event)).startsWith("'=1+1,");
    assertThat(row(false, event)).startsWith("=1+1,");
    for (String text : new String[] {"＝1+1", "＋1", "－1", "＠SUM(1)", "@a", "-1", "+1", "\t=1"}) {
      AuditEvent each = AuditEvent.builder().set(Column.BOOK, text).build();
      assertThat(row(true, each)).startsWith("'" + text);
    }
    AuditEvent line = AuditEvent.builder().set(Column.BOOK, "\n=1").build();
    assertThat(row(true, line)).startsWith("\"'\n=1\"");
  }

  @Test
  void hasAsManyCellsAsColumns() {
    String cells = row(true, AuditEvent.builder().build());
    assertThat(cells).isEqualTo(",".repeat(Column.values().length - 1) + "\r\n");
  }
}
