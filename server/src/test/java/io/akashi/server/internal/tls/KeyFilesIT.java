package io.akashi.server.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and certificates in all forms in which openssl writes them. */
@Tag("it")
class KeyFilesIT {
  @TempDir Path folder;

  @BeforeEach
  void make() throws Exception {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=a -keyout plain.pem -out cert.pem");
  }

  @ParameterizedTest
  @CsvSource({
    "pkey -in plain.pem -traditional -out key.pem,                                        false",
    "pkey -in plain.pem -aes256 -passout pass:secret -out key.pem,                         true",
    "rsa -in plain.pem -traditional -aes128 -passout pass:secret -out key.pem,             true",
    "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key.pem,                 false",
    "ecparam -name prime256v1 -genkey -out key.pem,                                       false",
    "pkcs12 -export -in cert.pem -inkey plain.pem -passout pass:secret -out key.pem,        true",
    "pkcs12 -export -legacy -in cert.pem -inkey plain.pem -passout pass:secret -out key.pem, true",
  })
  void readsAKey(String made, boolean locked) throws Exception {
    openssl(made);
    Path key = folder.resolve("key.pem");

    assertThat(KeyFiles.read(key, locked ? Optional.of("secret") : Optional.empty()).keys())
        .hasSize(1);
    if (locked) {
      assertThatThrownBy(() -> KeyFiles.read(key, Optional.empty()))
          .hasMessageContaining("--password-file");
      assertThatThrownBy(() -> KeyFiles.read(key, Optional.of("wrong")))
          .hasMessageContaining("the password of");
    }
  }

  @Test
  void readsADerCertificate() throws Exception {
    openssl("x509 -in cert.pem -outform DER -out cert.cer");

    assertThat(KeyFiles.read(folder.resolve("cert.cer"), Optional.empty()).certificates())
        .isEqualTo(KeyFiles.read(folder.resolve("cert.pem"), Optional.empty()).certificates());
  }

  private void openssl(String arguments) throws Exception {
    Process process =
        new ProcessBuilder(List.of(("openssl " + arguments).split(" ")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
