package io.akashi.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {
  private static final List<String> BOOKS = List.of("root", "house", "clinical");

  @Test
  void namesTheOneWithTheFewestChangedLetters() {
    assertThat(NearestName.of("clincal", BOOKS)).hasValue("clinical");
    assertThat(NearestName.of("hause", BOOKS)).hasValue("house");
  }

  @Test
  void namesTheFirstByNameOfSeveralThatAreAsNear() {
    assertThat(NearestName.of("read", List.of("reed", "real"))).hasValue("real");
  }

  @Test
  void namesNoneThatNobodyCanHaveMeant() {
    assertThat(NearestName.of("xyzzy", BOOKS)).isEmpty();
    assertThat(NearestName.of("house".repeat(1_000_000), BOOKS)).isEmpty();
  }
}
