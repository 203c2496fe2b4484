package io.akashi.reconcile.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.sql.SqlRow;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {
  private final Wording wording = new Wording(ZoneId.of("Asia/Tokyo"));

  @Test
  void whatTheStatementsThemselvesSayIsInEnglishInAnEnglishSentence() throws Exception {
    Map<String, Object> values = new HashMap<>();
    values.put("system", "電子カルテ");
    values.put("person", FactTables.NO_NAME);
    values.put("since", FactTables.BEGINNING + "2026-04-01");
    values.put("ended", null);
    SqlRow row = new SqlRow(values);
    String sentence = "{person} of {system}, {since}, {ended}";
    assertThat(wording.fill(sentence, row)).isEqualTo("氏名不明 of 電子カルテ, 記録の始まり 2026-04-01, 不明");
    assertThat(wording.fillEnglish(sentence, row))
        .isEqualTo("name not known of 電子カルテ, the beginning of the log, 2026-04-01, not known");
    assertThat(FactTables.SHARED).contains("'" + FactTables.NO_NAME + "'");
    try (var in = Wording.class.getResourceAsStream("/io/akashi/reconcile/account-unused.yaml")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("'" + FactTables.BEGINNING + "'");
    }
  }
}
