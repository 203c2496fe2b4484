package io.akashi.server.internal.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.internal.web.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  private static String of(String header) {
    return IdempotencyKey.of(List.of(header)).orElseThrow().value();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"8e03978e-40d5-43dd-bc93-6894a57f9324\"', '8e03978e-40d5-43dd-bc93-6894a57f9324'",
        "'8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'",
        "'  \"a b\"\t', 'a b'",
        "'\"a\\\"b\\\\c\"', 'a\"b\\c'",
        "'\",;=%\"', ',;=%'",
        "'a=1%20/x:y~!', 'a=1%20/x:y~!'",
      })
  void isTheContentOfAStringOrABareWord(String header, String key) {
    assertThat(of(header)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "\"\"", "\"", "\"a", "a\"", "\"a\"b", "\"a\";p=1", "\"a\", \"b\"", "\"a\\\"",
            "\"a\\b\"",
        "\"\\", "a b", "a,b", "a;b", "a\\b", "患者", "\"患者\"", "\"a\u007F\"", "a\u0000", "\"a\tb\""
      })
  void refusesWhatIsNeither(String header) {
    assertThatThrownBy(() -> of(header))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
  }

  @Test
  void has256CharactersAtMostWithoutQuotesAndEscapes() {
    String longest = "\\\"".repeat(256);
    assertThat(of('"' + longest + '"')).isEqualTo("\"".repeat(256));
    assertThatThrownBy(() -> of('"' + longest + "a\"")).hasMessageContaining("256");
    assertThatThrownBy(() -> of("a".repeat(257))).hasMessageContaining("256");
  }

  @Test
  void isOneOrNone() {
    assertThat(IdempotencyKey.of(List.of())).isEmpty();
    assertThatThrownBy(() -> IdempotencyKey.of(List.of("a", "a"))).hasMessageContaining("several");
  }
}
