package io.akashi.server.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.Certificates;
import io.akashi.server.HouseLog;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.config.ConfigurationFile;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is replaced on disk is shown, and what cannot be used is not. */
class CertificateWatchTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T03:00:00Z"));
  private final InstantSource clock = now::get;
  private final List<String> shown = new ArrayList<>();

  @TempDir Path folder;
  private Certificates certificates;
  private CertificateWatch watch;
  private Store store;

  @BeforeEach
  void open() throws Exception {
    Path data = folder.resolve("data");
    store =
        Store.open(StoreOptions.of(data, arrival -> List.of()).origin("akashi.example").build());
    var configuration =
        ConfigurationFile.load(Optional.empty(), Map.of("akashi.data", data.toString()));
    certificates = Certificates.of(configuration, clock);
    certificates.keep();
    watch = new CertificateWatch(certificates, new HouseLog(store, clock), clock);
    watch.watch(this::show, certificates::http);
  }

  @AfterEach
  void close() throws Exception {
    watch.close();
    store.close();
  }

  private void show(TlsPlace place) throws UnusableCertificateException {
    shown.add(Identity.fingerprint(place.read().leaf()));
  }

  @Test
  void showsWhatWasRenewedByTheClockAlone() throws Exception {
    watch.step();
    assertThat(shown).isEmpty();

    now.set(now.get().plus(Duration.ofDays(320)));
    watch.step();
    watch.step();

    assertThat(shown).containsExactly(fingerprint());
  }

  @Test
  void showsWhatTheHospitalInstalledAndTheLocalOneAgainWhenThatIsGone() throws Exception {
    String local = fingerprint();
    Path hospital = folder.resolve("data/tls/hospital.pem");
    Identity brought =
        LocalAuthority.make(new ServerNames(List.of("a.example"), List.of()), now.get())
            .issue(new ServerNames(List.of("a.example"), List.of()), now.get());
    new TlsFolder(folder.resolve("data/tls")).write(hospital, brought);
    watch.step();
    assertThat(certificates.http().hospital()).isTrue();

    Files.delete(hospital);
    watch.step();

    assertThat(shown).containsExactly(Identity.fingerprint(brought.leaf()), local);
  }

  @Test
  void keepsShowingTheOldOneWhileTheNewOneIsBroken() throws Exception {
    Path issued = folder.resolve("data/tls/server.pem");
    String good = Files.readString(issued);
    Files.writeString(issued, "no certificate");
    watch.step();
    watch.step();
    assertThat(shown).isEmpty();

    Files.writeString(issued, good);
    watch.step();

    assertThat(shown).containsExactly(fingerprint());
  }

  private String fingerprint() throws Exception {
    return Identity.fingerprint(certificates.http().read().leaf());
  }
}
