package io.akashi.reconcile.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.reconcile.Comparison;
import io.akashi.reconcile.Comparisons;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that declare comparisons, and files that do not. */
class ComparisonFileTest {
  private static final String FILE =
      """
      id: a
      version: 3
      ja: 甲
      en: A
      registers: [accounts]
      population: SELECT 1 AS n
      findings: SELECT 'x' AS who
      subject: [who]
      rows: {accounts: [who]}
      events: {book: b, index: i, part: p}
      sentence: {ja: '{who}', en: '{who}'}
      """;

  @Test
  void readsEverythingItIsTold() {
    Comparison read = ComparisonFile.read("a.yaml", FILE);
    assertThat(read.label()).isEqualTo("a@3");
    assertThat(read.registers()).containsExactly("accounts");
    assertThat(read.limits()).isEmpty();
    assertThat(read.log()).isFalse();
    assertThat(read.unknown()).isEmpty();
    assertThat(read.rows()).containsEntry("accounts", List.of("who"));
    assertThat(read.events()).contains(new Comparison.EventColumns("b", "i", "p"));
    assertThat(read.digest())
        .isNotEqualTo(ComparisonFile.read("a.yaml", FILE + "# more\n").digest());
  }

  @Test
  void namesTheKeyThatIsWrong() {
    refused(FILE + "finding: x\n", "finding is not known");
    refused(FILE.replace("version: 3", "version: drei"), "version must be a whole number");
    refused(FILE.replace("ja: 甲\n", ""), "ja must be a text");
    refused(FILE.replace("en: '{who}'", "english: x"), "sentence lacks en");
    refused(FILE.replace("subject: [who]", "subject: who"), "subject must be a list");
    refused(FILE.replace(", part: p", ""), "events lacks part");
    refused("- a\n", "not a map");
  }

  private static void refused(String yaml, String why) {
    assertThatThrownBy(() -> ComparisonFile.read("a.yaml", yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.yaml")
        .hasMessageContaining(why);
  }

  @Test
  void readsAllThatAreShipped() {
    assertThat(Comparisons.all()).hasSize(4).extracting(Comparison::id).doesNotHaveDuplicates();
    assertThat(Comparisons.find("account-unused")).isPresent();
    assertThat(Comparisons.find("nothing")).isEmpty();
  }
}
