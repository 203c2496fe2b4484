package io.akashi.cli.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Book;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DecodingWaitTest {
  private static final long SECOND = 1_000_000_000;
  private static final int ENTRIES = 10_000;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long nanos;
  private int decoded;

  @Test
  void waitsAsLongAsItAdvancesHoweverLong() throws Exception {
    wait(() -> {
      nanos += 30 * SECOND;
      decoded += 100;
    });

    assertThat(decoded).isEqualTo(ENTRIES);
    assertThat(said()).doesNotContain("searchable");
  }

  @Test
  void saysWhatIsNotInTheAnswerWhenNothingAdvances() throws Exception {
    wait(() -> {
      nanos += SECOND;
      decoded = Math.min(decoded + 1_000, 4_000);
    });

    assertThat(said())
        .contains("6000 entries are not searchable yet")
        .contains("start akashi serve")
        .doesNotContain("verify");
  }

  @Test
  void waitsForASegmentThatIsWritten() throws Exception {
    wait(() -> {
      nanos += SECOND;
      decoded = nanos < 50 * SECOND ? 4_000 : ENTRIES;
    });

    assertThat(said()).doesNotContain("searchable");
  }

  private void wait(Runnable pause) throws Exception {
    new DecodingWait(terminal(), () -> nanos, pause).await(this::status);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Terminal terminal() {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Terminal(
        InputStream.nullInputStream(),
        stream,
        stream,
        Path.of(""),
        Map.of(),
        new Caller("tester", "", false, false));
  }

  private Status status() {
    Status.BookStatus book =
        new Status.BookStatus(
            Book.CLINICAL,
            "test.example/clinical",
            "",
            ENTRIES,
            0,
            Optional.empty(),
            0,
            0,
            decoded,
            ENTRIES - decoded,
            Duration.ZERO,
            0,
            0);
    return new Status(
        Instant.EPOCH,
        new Signing.Active(),
        Optional.empty(),
        Optional.empty(),
        List.of(book),
        0,
        0,
        Optional.empty(),
        List.of());
  }
}
