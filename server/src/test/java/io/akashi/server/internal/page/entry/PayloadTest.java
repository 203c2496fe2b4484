package io.akashi.server.internal.page.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How a payload is read for people. */
class PayloadTest {
  @Test
  void knowsWideTextWithAndWithoutItsMark() {
    assertThat(Payload.wide("<Event>".getBytes(StandardCharsets.UTF_16LE)))
        .contains(StandardCharsets.UTF_16LE);
    assertThat(Payload.wide("<Event>".getBytes(StandardCharsets.UTF_16BE)))
        .contains(StandardCharsets.UTF_16BE);
    assertThat(Payload.wide(("\uFEFF" + "山田").getBytes(StandardCharsets.UTF_16LE)))
        .contains(StandardCharsets.UTF_16LE);
  }

  @Test
  void takesNoOtherTextForWide() {
    assertThat(Payload.wide("plain text of even length!".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(Payload.wide("山田太郎".getBytes(Charset.forName("windows-31j")))).isEmpty();
    assertThat(Payload.wide(new byte[64])).isEmpty();
    assertThat(Payload.wide(new byte[0])).isEmpty();
  }

  @Test
  void fieldsOfTheSenderKeepTheirNamesAndValues() {
    assertThat(Reading.further("{\"a\":\"1\",\"b\":[\"x\",\"y\"],\"<c>\":\"\"}"))
        .extracting(Reading.Field::name)
        .containsExactly("a", "b", "<c>");
    assertThat(Reading.further("{\"b\":[\"x\",\"y\"]}").getFirst().pieces().getFirst().text())
        .isEqualTo("x\ny");
    assertThat(Reading.further("no json").getFirst().pieces().getFirst().text())
        .isEqualTo("no json");
    assertThat(Reading.further(null)).isEmpty();
  }
}
