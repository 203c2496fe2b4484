package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration is the first thing anybody sees. */
@Tag("it")
final class DemoIT {
  private static final Pattern COUNT = Pattern.compile("\"key\":\"([a-z]+)\",\"events\":(\\d+)");
  private static final Pattern SENT = Pattern.compile("sent\\.([a-z]+)=(\\d+)");

  @TempDir Path folder;

  private Path demo() {
    return folder.resolve("demo-data");
  }

  @Test
  void sendsAHospitalProvesAndVerifiesAndSendsNothingTwice() throws Exception {
    Ended ended = AkashiProcess.run(folder, "demo", "--once");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out())
        .contains("→ 証明された / proved")
        .contains("not proved")
        .contains("→ 異常なし / intact")
        .contains("/search?patient=")
        .contains("hoshu-med")
        .contains("台帳 / register accounts");
    assertThat(Files.readString(demo().resolve("akashi.yaml"))).contains("client-ca");
    assertThat(events()).isEqualTo(sent()).hasSize(10);

    // As if the process had been killed when everything was durable and nothing was noted.
    forgetWhatWasSent();
    Ended again = AkashiProcess.run(folder, "demo", "--once");
    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(events()).isEqualTo(sent());
    Ended verified = AkashiProcess.run(folder, "verify", "--data", data());
    assertThat(verified.code()).as(verified.toString()).isZero();
  }

  @Test
  void runsUntilItIsToldToEndAndServesOtherCommandsMeanwhile() throws Exception {
    try (AkashiProcess demo = AkashiProcess.start(folder, "demo", "--days", "4")) {
      demo.await(line -> line.contains("Ctrl-C"));
      Ended search = AkashiProcess.run(folder, "search", "--data", data(), "--kind", "log_cleared");
      assertThat(search.code()).as(search.toString()).isZero();
      assertThat(search.out()).contains("hoshu-med");
      Ended status = AkashiProcess.run(folder, "status", "--data", data(), "--json");
      assertThat(status.out()).startsWith("{").contains("\"accepting\":true");
      Ended second = AkashiProcess.run(folder, "serve", "--data", data());
      assertThat(second.code()).as(second.toString()).isEqualTo(2);
      demo.await(line -> line.contains("完了 / complete"));
      demo.stop();
    }
  }

  private String data() {
    return demo().resolve("data").toString();
  }

  private void forgetWhatWasSent() throws Exception {
    List<String> lines = Files.readAllLines(demo().resolve("hospital.properties"));
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("done=")) {
        String span = line.substring("done=".length());
        String from = span.substring(0, span.indexOf('/'));
        text.append("done=%s/%s%npending=%s%n".formatted(from, from, span));
      } else if (!line.startsWith("sent.")) {
        text.append(line).append('\n');
      }
    }
    Files.writeString(demo().resolve("hospital.properties"), text);
  }

  private Map<String, Long> sent() throws Exception {
    Map<String, Long> sent = new HashMap<>();
    Matcher line = SENT.matcher(Files.readString(demo().resolve("hospital.properties")));
    while (line.find()) {
      sent.put(line.group(1), Long.parseLong(line.group(2)));
    }
    return sent;
  }

  /** Events of the hospital by source, as the log has them. */
  private Map<String, Long> events() throws Exception {
    Ended counted =
        AkashiProcess.run(folder, "search", "--data", data(), "--by", "source", "--format", "json");
    assertThat(counted.code()).as(counted.toString()).isZero();
    Map<String, Long> events = new HashMap<>();
    Matcher row = COUNT.matcher(counted.out());
    while (row.find()) {
      if (!row.group(1).equals("akashi")) {
        events.put(row.group(1), Long.parseLong(row.group(2)));
      }
    }
    return events;
  }
}
