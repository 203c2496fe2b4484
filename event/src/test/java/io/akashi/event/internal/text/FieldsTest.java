package io.akashi.event.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldsTest {
  @Test
  void sortsNamesAndSaysNothingWithoutOne() {
    assertThat(new Fields().put("a", (String) null).put("b", "").toJson()).isNull();
    assertThat(new Fields().put("b", "\"").put("a", 7).toJson())
        .isEqualTo("{\"a\":7,\"b\":\"\\\"\"}");
  }

  @Test
  void keepsEveryValueOfANameInOrder() {
    assertThat(new Fields().put("a", "x").put("a", 2).put("a", "x").toJson())
        .isEqualTo("{\"a\":[\"x\",2,\"x\"]}");
  }

  @Test
  void saysThatThereWereTooManyNames() {
    Fields fields = new Fields();
    for (int i = 0; i < 1_000; i++) {
      fields.put("n" + i, i);
    }
    assertThat(fields.isFull()).isFalse();
    fields.put("n0", "again");
    assertThat(fields.isFull()).isFalse();
    fields.put("one more", "x");
    assertThat(fields.isFull()).isTrue();
    assertThat(fields.toJson()).doesNotContain("one more");
  }
}
