package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration is the first thing anybody sees. */
@Tag("it")
final class DemoIT {
  @TempDir Path folder;

  @Test
  void receivesFindsProvesAndVerifies() throws Exception {
    Ended ended = AkashiProcess.run(folder, "demo", "--once", "--lines", "400");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out())
        .contains("黒田一郎")
        .contains("→ 証明された / proved")
        .contains("not proved")
        .contains("→ 異常なし / intact");
    Path data = folder.resolve("demo-data").resolve("data");
    Ended again = AkashiProcess.run(folder, "verify", "--data", data.toString());
    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(Files.readString(folder.resolve("demo-data").resolve("akashi.yaml")))
        .contains("client-ca");
  }

  @Test
  void runsUntilItIsToldToEndAndServesOtherCommandsMeanwhile() throws Exception {
    try (AkashiProcess demo = AkashiProcess.start(folder, "demo", "--lines", "50")) {
      demo.await(line -> line.contains("Ctrl-C"));
      String data = folder.resolve("demo-data").resolve("data").toString();
      Ended search = AkashiProcess.run(folder, "search", "--data", data, "--user", "U000777");
      assertThat(search.code()).as(search.toString()).isZero();
      assertThat(search.out()).contains("黒田一郎");
      Ended status = AkashiProcess.run(folder, "status", "--data", data, "--json");
      assertThat(status.out()).startsWith("{").contains("\"accepting\":true");
      Ended second = AkashiProcess.run(folder, "serve", "--data", data);
      assertThat(second.code()).as(second.toString()).isEqualTo(2);
      demo.stop();
    }
  }
}
