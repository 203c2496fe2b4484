package io.akashi.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.server.House;
import io.akashi.server.Sources;
import io.akashi.server.config.Configuration;
import io.akashi.server.config.ConfigurationFile;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real store gives, checked by python3 and openssl. */
@Tag("it")
class EvidencePackageIT {
  private static final Look LOOK = new Look("desk", "auditor", "cli", "");

  @TempDir Path folder;

  @Test
  void provesWhatTheQueryFindsAndNothingElse() throws Exception {
    Path out = folder.resolve("package");
    try (Store store = store()) {
      List<Arrival> arrivals = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        arrivals.add(arrival("ehr", "記録 " + i));
      }
      arrivals.add(arrival("ehr", "long ".repeat(20_000)));
      assertThat(store.append(Book.CLINICAL, arrivals)).isCompleted();
      assertThat(store.append(Book.CLINICAL, List.of(arrival("other", "not asked for"))))
          .isCompleted();
      store.step();
      store.seal();
      store.step();
      List<Long> told = new ArrayList<>();

      EvidencePackage.Content content =
          EvidencePackage.write(
              store, LOOK, Query.builder().source("ehr").limit(50).build(), out, told::add);

      assertThat(content).isEqualTo(new EvidencePackage.Content(61, 61));
      assertThat(told).hasSize(61).endsWith(61L);
    }
    try (Stream<Path> entries = Files.list(out.resolve("entries"))) {
      assertThat(entries).hasSize(62);
    }
    assertThat(Files.readAllLines(out.resolve("events.ndjson"))).hasSize(61);
    assertThat(Files.readString(out.resolve("events.csv"))).contains("記録 59");
    assertThat(verify(out)).isEqualTo("61 entries, 0 problems: everything holds\n");
  }

  private Store store() throws Exception {
    Configuration configuration =
        ConfigurationFile.load(
            Optional.empty(),
            Map.of(
                "akashi.data",
                folder.resolve("data").toString(),
                "akashi.origin",
                "akashi.example",
                "akashi.reserve",
                "1MB"));
    Sources sources = Sources.of(configuration, House.decoders(configuration));
    return Store.open(House.storeOptions(configuration, sources).background(false).build());
  }

  private static Arrival arrival(String source, String text) {
    return new Arrival(
        1_795_305_600_000_000L,
        new SourceId(source),
        Transport.FILE,
        Arrival.NONE,
        Arrival.NONE,
        Map.of(),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static String verify(Path out) throws Exception {
    Process process =
        new ProcessBuilder("python3", out.resolve("verify.py").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
