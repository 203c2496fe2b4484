package io.akashi.tlog;

import io.akashi.tlog.internal.Ed25519;
import io.akashi.tlog.internal.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Optional;

/**
 * Ed25519 private key of a log. One key may sign under several names, one {@link VerifierKey} each.
 * Kept as PKCS#8 PEM (RFC 8410, RFC 7468), readable by {@code openssl pkey}. Immutable; safe for
 * use by many threads. Never printed: {@link #toString} shows no key.
 */
public final class SigningKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final int MAX_FILE_BYTES = 4_096;

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  /** A new key from the system's randomness. */
  public static SigningKey generate() {
    return new SigningKey(Ed25519.generate());
  }

  /**
   * The key in that file.
   *
   * @throws NoSuchFileException if there is no file
   * @throws MalformedException if others than the owner have a right to it, or it holds no Ed25519
   *     key; one sentence that says what to do
   */
  public static SigningKey load(Path file) throws IOException {
    if (!PrivateFile.isPrivate(file)) {
      throw new MalformedException(
          ("鍵ファイル %1$s を所有者以外も使えます。chmod 600 を実行してください。 / Others than its owner may use"
                  + " the key file %1$s: run chmod 600 on it.")
              .formatted(file));
    }
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw noKey(file);
    }
    String pem = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return parse(pem).orElseThrow(() -> noKey(file));
  }

  /**
   * Writes the key to a new file with mode 0600. When this returns, the file survives a power loss;
   * a crash before leaves no file of that name.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one; a key is never overwritten
   */
  public void save(Path file) throws IOException {
    PrivateFile.create(file, pem());
  }

  /** What the file holds, for who writes it otherwise: as secret as the key itself. */
  public byte[] pem() {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    String pem = BEGIN + "\n" + body + "\n" + END + "\n";
    return pem.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The public key under that name.
   *
   * @throws IllegalArgumentException if the name is empty, or has a space or a plus
   */
  public VerifierKey verifierKey(String name) {
    return VerifierKey.ed25519(name, Ed25519.raw(pair.getPublic()));
  }

  /** Signs the text of a note under that name. */
  public SignedNote.Signature sign(String name, String text) {
    byte[] signature = Ed25519.sign(pair.getPrivate(), text.getBytes(StandardCharsets.UTF_8));
    return new SignedNote.Signature(name, verifierKey(name).keyId(), signature);
  }

  @Override
  public String toString() {
    return "Ed25519 signing key";
  }

  private static Optional<SigningKey> parse(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      return Optional.empty();
    }
    String body =
        text.substring(BEGIN.length(), Math.max(BEGIN.length(), text.length() - END.length()));
    try {
      byte[] pkcs8 = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
      return Ed25519.pair(pkcs8).map(SigningKey::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static MalformedException noKey(Path file) {
    return new MalformedException(
        ("鍵ファイル %1$s は Ed25519 秘密鍵（PKCS#8 PEM）ではありません。バックアップから戻してください。 / The key"
                + " file %1$s holds no Ed25519 private key (PKCS#8 PEM): restore it from a backup.")
            .formatted(file));
  }
}
