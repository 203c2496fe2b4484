package io.akashi.server.internal.page.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Text that others wrote, made visible. */
class VisibleTextTest {
  @Test
  void codesStandForWhatHidesMovesOrActs() {
    assertThat(VisibleText.pieces("a\u202Eb\u0000\u200Bc"))
        .containsExactly(
            new VisibleText.Piece("a", false),
            new VisibleText.Piece("U+202E", true),
            new VisibleText.Piece("b", false),
            new VisibleText.Piece("U+0000", true),
            new VisibleText.Piece("U+200B", true),
            new VisibleText.Piece("c", false));
    assertThat(VisibleText.line("x\ny\u2066\uD800z")).isEqualTo("x[U+000A]y[U+2066][U+D800]z");
    assertThat(VisibleText.line("U1\u3164\uFFA0"))
        .as("letters that show nothing")
        .isEqualTo("U1[U+3164][U+FFA0]");
    assertThat(VisibleText.line("\uDB40\uDC41")).as("a tag character").isEqualTo("[U+E0041]");
  }

  @Test
  void linesTabsAndJapaneseStayAsTheyAre() {
    String text = "髙橋\tｶﾞ\r\n二行目";
    assertThat(VisibleText.pieces(text))
        .containsExactly(new VisibleText.Piece("髙橋\tｶﾞ\n二行目", false));
  }

  @Test
  void aFloodOfCodesIsBoundedAndStillVisible() {
    String flood = "\u202E".repeat(20_000);
    var pieces = VisibleText.pieces(flood);
    assertThat(pieces).hasSizeLessThan(5_100);
    assertThat(pieces.stream().map(VisibleText.Piece::text).collect(Collectors.joining()))
        .doesNotContain("\u202E")
        .endsWith("[U+202E]");
    assertThat(VisibleText.line("a".repeat(500))).hasSize(201).endsWith("…");
  }
}
