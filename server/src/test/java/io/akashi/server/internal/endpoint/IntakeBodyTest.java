package io.akashi.server.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.intake.HttpBody;
import io.akashi.server.internal.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the body of a request may take. */
class IntakeBodyTest {
  private long nanos = Long.MAX_VALUE - 5; // the clock of the machine wraps around, too

  /** Gives one octet a read, each after a pause. */
  private InputStream trickle(String text, Duration pause) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        nanos += pause.toNanos();
        return super.read(target, offset, Math.min(1, length));
      }
    };
  }

  private List<HttpBody.Message> read(InputStream body) throws IOException {
    return IntakeBody.begin(body, -1, () -> nanos).read(null, HttpBody.Kind.LINES, null);
  }

  @Test
  void givesUpOnABodyThatTricklesForMoreThanAMinute() {
    assertThatThrownBy(() -> read(trickle("0123456789\n", Duration.ofSeconds(7))))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(408))
        .hasMessageContaining("too slowly");
  }

  @Test
  void takesABodyThatIsSlowButThereWithinAMinute() throws Exception {
    assertThat(read(trickle("0123456789\n", Duration.ofSeconds(4)))).hasSize(1);
  }
}
