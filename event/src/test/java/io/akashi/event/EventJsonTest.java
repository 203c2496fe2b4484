package io.akashi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static final String SIGNS = "aZ0 \"\\\n\r\t\u0000\u007f,{}[]:山髙😀\u2028";

  @Test
  void writesNamesInColumnOrderAndLeavesNullOut() {
    AuditEvent event =
        AuditEvent.builder()
            .set(Column.MESSAGE, "a\"b\n")
            .set(Column.INDEX, 7L)
            .set(Column.PART, 0)
            .set(Column.OCCURRED_AT, 1_763_773_200_000_001L)
            .set(Column.FIELDS, "{\"操作\":\"閲覧\"}")
            .build();
    assertThat(EventJson.write(event))
        .isEqualTo(
            "{\"index\":7,\"part\":0,\"occurred_at\":\"2025-11-22T01:00:00.000001Z\","
                + "\"message\":\"a\\\"b\\n\",\"fields\":{\"操作\":\"閲覧\"}}");
  }

  @Test
  void returnsTheSameEventThatWasWritten() {
    Random random = new Random(20261122);
    for (int round = 0; round < 500; round++) {
      AuditEvent event = randomEvent(random);
      String json = EventJson.write(event);
      assertThat(json).doesNotContain("\n", "\r");
      assertThat(EventJson.parse(json)).isEqualTo(event);
    }
  }

  private static AuditEvent randomEvent(Random random) {
    AuditEvent.Builder event = AuditEvent.builder();
    for (Column column : Column.values()) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      switch (column.type()) {
        case INT -> event.set(column, random.nextInt());
        case LONG -> event.set(column, random.nextLong());
        case TIME -> event.set(column, random.nextLong() >> random.nextInt(20));
        case TEXT ->
            event.set(
                column,
                column == Column.FIELDS ? "{\"a\":1.50,\"b\":[{},\"x\"]}" : randomText(random));
      }
    }
    return event.build();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int[] signs = SIGNS.codePoints().toArray();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.appendCodePoint(signs[random.nextInt(signs.length)]);
    }
    return text.toString();
  }

  @Test
  void escapesLoneSurrogatesSoThatNothingIsLostInUtf8() {
    AuditEvent event = AuditEvent.builder().set(Column.MESSAGE, "x\ud800y").build();
    assertThat(EventJson.write(event)).isEqualTo("{\"message\":\"x\\ud800y\"}");
    assertThat(EventJson.parse(EventJson.write(event))).isEqualTo(event);
  }

  @Test
  void bringsFieldsOfManyLinesOntoOne() {
    AuditEvent event = EventJson.parse("{\"fields\":{\r\n \"a\": \"b\"\n}}");
    assertThat(event.text(Column.FIELDS)).isEqualTo("{   \"a\": \"b\" }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"nobody\":1}",
        "{\"index\":\"1\"}",
        "{\"part\":99999999999}",
        "{\"message\":1}",
        "{\"fields\":\"{}\"}",
        "{\"occurred_at\":\"yesterday\"}",
        "{\"message\":\"a\nb\"}"
      })
  void refusesWhatIsNoEvent(String json) {
    assertThatThrownBy(() -> EventJson.parse(json)).isInstanceOf(IllegalArgumentException.class);
  }
}
