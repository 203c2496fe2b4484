package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifier keys and the file of a signing key. */
class KeysTest {
  // Test 1 of RFC 8032 section 7.1, as openssl writes it.
  private static final String RFC_8032_PEM =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;
  private static final String RFC_8032_PUBLIC = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  @TempDir Path folder;

  @Test
  void savedKeyIsTheSameKeyAndOnlyItsOwnersToRead() throws IOException {
    SigningKey key = SigningKey.generate();
    Path file = folder.resolve("log.key");
    key.save(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var names = Files.list(folder)) {
      assertThat(names).containsExactly(file);
    }
    SigningKey loaded = SigningKey.load(file);
    assertThat(loaded.verifierKey("a")).isEqualTo(key.verifierKey("a"));
    assertThat(
            SignedNote.sign("text\n", "a", loaded).verify(List.of(key.verifierKey("a"))).isProved())
        .isTrue();
  }

  @Test
  void findsThePublicKeyOfAKeyThatOpensslMade() throws IOException {
    SigningKey key = SigningKey.load(write(RFC_8032_PEM));
    assertThat(key.verifierKey("a").key())
        .isEqualTo(Hash.ofBase64(RFC_8032_PUBLIC).orElseThrow().bytes());
  }

  @Test
  void neverOverwritesAKey() throws IOException {
    Path file = folder.resolve("log.key");
    SigningKey.generate().save(file);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> SigningKey.generate().save(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasBinaryContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
  void refusesAKeyFileThatOthersMayUse(String mode) throws IOException {
    Path file = write(RFC_8032_PEM);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> SigningKey.load(file))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("chmod 600")
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1h\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----",
      })
  void refusesAFileThatHoldsNoKey(String content) throws IOException {
    Path file = write(content);
    assertThatThrownBy(() -> SigningKey.load(file))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("Ed25519")
        .hasMessageContaining(file.toString());
  }

  @Test
  void saysThatThereIsNoKeyFile() {
    assertThatThrownBy(() -> SigningKey.load(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void readsItsOwnVerifierKeys() throws MalformedException {
    VerifierKey key = SigningKey.generate().verifierKey("example.jp/病院");
    assertThat(VerifierKey.parse(key.format())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/foo",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "example.com/foo+530d903a+AQ==",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZA==",
        "example com+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      })
  void refusesWhatIsNoVerifierKey(String vkey) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(MalformedException.class);
  }

  private Path write(String pem) throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), pem);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
