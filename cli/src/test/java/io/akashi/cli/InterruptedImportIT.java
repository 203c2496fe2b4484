package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that is killed goes on where it stopped: no record is lost and none is there twice. */
@Tag("it")
final class InterruptedImportIT {
  private static final int LINES = 60_000;
  private static final int KILLED = 128 + 9;
  private static final long ENOUGH_BYTES = 500_000;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final String JOURNAL = "data/books/clinical/journal/00000000000000000000.journal";

  @TempDir Path folder;

  @Test
  void goesOnWithoutDuplicates() throws Exception {
    Files.write(
        folder.resolve("app.log"),
        IntStream.range(0, LINES).mapToObj(i -> "<134>1 - h app - - - number-" + i).toList());
    try (AkashiProcess first = AkashiProcess.start(folder, arguments())) {
      awaitJournal(first);
      assertThat(first.kill()).as("killed before its end").isEqualTo(KILLED);
    }
    Ended second = AkashiProcess.run(folder, arguments());
    assertThat(second.code()).as(second.toString()).isZero();
    Ended status = AkashiProcess.run(folder, "status", "--json");
    assertThat(status.out())
        .containsPattern("\"book\":\"clinical\"[^}]*\"durable\":" + LINES + ",");
    assertThat(AkashiProcess.run(folder, "verify").code()).isZero();
  }

  private static String[] arguments() {
    return new String[] {
      "import", "--source", "app", "--format", "syslog", "--book", "clinical", "app.log"
    };
  }

  /** Waits until part of the file is in the journal. */
  private void awaitJournal(AkashiProcess first) throws IOException {
    Path journal = folder.resolve(JOURNAL);
    while (first.isAlive() && (!Files.exists(journal) || Files.size(journal) < ENOUGH_BYTES)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
