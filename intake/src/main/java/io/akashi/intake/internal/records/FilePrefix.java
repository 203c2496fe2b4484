package io.akashi.intake.internal.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.intake.ImportPosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first bytes of a file, by which it is known again.
 *
 * @param length how many bytes
 * @param sha256 their SHA-256, lower-case hex
 */
public record FilePrefix(int length, String sha256) {
  /** How many bytes make a file known, when it has that many. */
  public static final int LENGTH = 64 * 1024;

  private static final int ID_DIGITS = 24;

  /** The first {@code most} bytes of a file, or all it has. */
  public static FilePrefix of(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(most);
      return new FilePrefix(head.length, HexFormat.of().formatHex(sha256(head)));
    }
  }

  /** The id of the import of a file by a source. */
  public static String idOf(String source, String sha256) {
    byte[] hash = sha256((source + "\n" + sha256).getBytes(UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
  }

  /**
   * @throws IOException when {@code position} is of a file with other first bytes
   */
  public void mustBe(ImportPosition position, Path file) throws IOException {
    if (!sha256.equals(position.prefixSha256()) || length != position.prefixBytes()) {
      throw new IOException(
          "「%s」は前回取り込み中だったファイルと内容が異なります。新しい取り込みとして始めてください / %s is not the file whose import was interrupted: its first %d bytes differ; start it as a new import"
              .formatted(file, file, position.prefixBytes()));
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
