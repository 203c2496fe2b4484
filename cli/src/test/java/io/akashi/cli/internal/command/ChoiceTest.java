package io.akashi.cli.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Kind;
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
  void listsAllWhenNoneIsNear() {
    assertThat(Choice.unknown("--kind", "xyzzyxyzzy", Kind.ids()))
        .hasMessageNotContaining("did you mean")
        .hasMessageContaining("login_failure, logout");
  }
}
