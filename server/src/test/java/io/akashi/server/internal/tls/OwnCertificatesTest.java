package io.akashi.server.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.UnusableCertificateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the certificates of the local authority are kept in order over the years. */
class OwnCertificatesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final ServerNames NAMES =
      new ServerNames(List.of(), List.of("localhost", "127.0.0.1", "akashi01"));

  @TempDir Path data;
  private TlsFolder folder;
  private OwnCertificates own;

  @BeforeEach
  void open() {
    folder = new TlsFolder(data.resolve("tls"));
    own = new OwnCertificates(folder);
  }

  @Test
  void makesAnAuthorityAndACertificateOnceAndKeepsTheKeysToItself() throws Exception {
    assertThat(own.keep(NAMES, NOW)).hasSize(2).allMatch(line -> line.contains(" / "));
    byte[] first = Files.readAllBytes(folder.issued());

    assertThat(own.keep(NAMES, NOW.plus(Duration.ofDays(300)))).isEmpty();
    assertThat(folder.issued()).hasBinaryContent(first);
    assertThat(mode(folder.folder())).isEqualTo("rwx------");
    assertThat(mode(folder.authority())).isEqualTo("rw-------");
    assertThat(mode(folder.issued())).isEqualTo("rw-------");
    assertThat(Files.readString(folder.root())).doesNotContain("PRIVATE");
    try (Stream<Path> all = Files.list(folder.folder())) {
      assertThat(all).noneMatch(file -> file.toString().endsWith(".new"));
    }
  }

  @Test
  void renewsBeforeTheEndByTheSameAuthority() throws Exception {
    own.keep(NAMES, NOW);
    String authority = Identity.fingerprint(own.authority().orElseThrow().certificate());
    Instant later = NOW.plus(Duration.ofDays(320));

    assertThat(own.keep(NAMES, later)).hasSize(1);
    assertThat(Identity.fingerprint(own.authority().orElseThrow().certificate()))
        .isEqualTo(authority);
    assertThat(new TlsPlace(folder.issued(), folder.issued(), false).read().ends())
        .isAfter(later.plus(Duration.ofDays(390)));
    assertThat(own.keep(NAMES, later)).isEmpty();
  }

  @Test
  void aConfiguredNameMakesANewAuthorityAndSaysThatItHasToBeRolledOut() throws Exception {
    own.keep(NAMES, NOW);
    ServerNames more = new ServerNames(List.of("akashi.hospital.example"), NAMES.found());

    assertThat(own.keep(more, NOW).getFirst())
        .contains("akashi.hospital.example")
        .contains("rolled out again");
    assertThat(own.authority().orElseThrow().covers("akashi.hospital.example")).isTrue();
    assertThat(own.keep(more, NOW)).isEmpty();
  }

  @Test
  void anAddressTheMachineGotLaterMakesNothingNew() throws Exception {
    own.keep(NAMES, NOW);

    assertThat(own.keep(new ServerNames(List.of(), List.of("localhost", "10.9.9.9")), NOW))
        .isEmpty();
  }

  @Test
  void replacesAnAuthorityThatIsAboutToEnd() throws Exception {
    own.keep(NAMES, NOW);
    Instant end = own.authority().orElseThrow().identity().ends();

    assertThat(own.keep(NAMES, end.minus(Duration.ofDays(29)))).hasSize(2);
    assertThat(own.authority().orElseThrow().identity().ends()).isAfter(end);
  }

  @Test
  void aDamagedAuthorityIsSaidAndNotReplaced() throws Exception {
    own.keep(NAMES, NOW);
    Files.writeString(
        folder.authority(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

    assertThatThrownBy(() -> own.keep(NAMES, NOW))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessageContaining("authority.pem")
        .hasMessageContaining(" / ");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
