package io.akashi.cli.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChoiceTest {
  @Test
  void namesTheNearest() {
    assertThat(Choice.unknown("--book", "clincal", List.of("root", "clinical", "house")))
        .hasMessageContaining("did you mean clinical?")
        .hasMessageContaining("clinical, house, root");
  }

  @Test
  void countsEdits() {
    assertThat(Choice.distance("read", "read")).isZero();
    assertThat(Choice.distance("", "abc")).isEqualTo(3);
    assertThat(Choice.distance("kitten", "sitting")).isEqualTo(3);
  }
}
