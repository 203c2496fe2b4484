package io.akashi.server.internal.signin.outside;

import io.akashi.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that holds one secret and which nobody else may read. */
public final class SecretFile {
  private static final int MOST = 4_096;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /**
   * Reads it, without white space around it.
   *
   * @param key of the configuration, named in the sentence
   * @throws StartException when it cannot be read, is empty, or others may read it
   */
  public static String read(String key, Path file) throws StartException {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new StartException(
            "%1$s のファイル %2$s を他人が読めます。chmod 600 を実行してください。 / %1$s: others may read %2$s; run chmod 600 on it"
                .formatted(key, file));
      }
      String secret = Files.size(file) > MOST ? "" : Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw new StartException(
            "%1$s のファイル %2$s に秘密がありません。 / %1$s: %2$s holds no secret".formatted(key, file));
      }
      return secret;
    } catch (IOException e) {
      throw new StartException(
          "%1$s のファイル %2$s を読めません。パスと権限を確かめてください。 / %1$s: %2$s cannot be read; check its path and mode"
              .formatted(key, file),
          e);
    }
  }
}
