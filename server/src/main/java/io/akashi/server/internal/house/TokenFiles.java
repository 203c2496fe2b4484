package io.akashi.server.internal.house;

import io.akashi.server.StartException;
import io.akashi.server.config.Sha256;
import io.akashi.server.config.TokenSettings;
import io.akashi.server.internal.web.Tokens;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the tokens of the configuration. What is kept of a token is its digest. */
public final class TokenFiles {
  private static final int MIN_CHARACTERS = 16;
  private static final int MAX_BYTES = 1000;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private TokenFiles() {}

  /**
   * The tokens of a configuration.
   *
   * @throws StartException when a token's file cannot be read, others may read it, or the token is
   *     too short to be safe
   */
  public static Tokens read(Map<String, TokenSettings> settings) throws StartException {
    StartChecks checks = new StartChecks();
    List<Tokens.Token> tokens = new ArrayList<>();
    new TreeMap<>(settings)
        .forEach((name, token) ->
            checks
                .unless(() -> digest(name, token))
                .map(digest -> new Tokens.Token(name, digest, token.role(), token.source()))
                .ifPresent(tokens::add));
    checks.raise();
    return new Tokens(tokens);
  }

  private static Sha256 digest(String name, TokenSettings token) throws StartException {
    return token.sha256().isPresent()
        ? token.sha256().get()
        : digest("akashi.tokens." + name + ".file", token.file().orElseThrow());
  }

  private static Sha256 digest(String key, Path file) throws StartException {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new StartException(
            "%1$s のファイル %2$s を他人が読めます。chmod 600 を実行してください。 / %1$s: others may read %2$s; run chmod 600 on it"
                .formatted(key, file));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new StartException(
            "%1$s: %2$s はトークンとしては長すぎます。 / %1$s: %2$s is too long for a token".formatted(key, file));
      }
      String token = Files.readString(file).strip();
      if (token.length() < MIN_CHARACTERS) {
        throw new StartException(
            "%1$s: %2$s のトークンは16文字以上にしてください。 / %1$s: the token in %2$s needs at least 16 characters; make one with: openssl rand -hex 32"
                .formatted(key, file));
      }
      return Sha256.of(token);
    } catch (NoSuchFileException e) {
      throw new StartException(
          "%1$s: ファイル %2$s がありません。 / %1$s: there is no file %2$s".formatted(key, file), e);
    } catch (AccessDeniedException e) {
      throw new StartException(
          "%1$s: ファイル %2$s を読む権限がありません。所有者を確かめてください。 / %1$s: no permission to read %2$s: check its owner"
              .formatted(key, file),
          e);
    } catch (IOException e) {
      throw new StartException(
          "%1$s: ファイル %2$s を読めません。 / %1$s: %2$s cannot be read: %3$s"
              .formatted(key, file, e.getMessage()),
          e);
    }
  }
}
