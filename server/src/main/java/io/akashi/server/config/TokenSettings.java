package io.akashi.server.config;

import io.akashi.event.SourceId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One bearer of the HTTP interfaces. The token itself never stands in the configuration.
 *
 * @param sha256 SHA-256 of the token: {@code printf %s TOKEN | sha256sum}
 * @param file file that holds the token, at least 16 characters, which nobody else may read or
 *     change ({@code chmod 600}); in place of {@code sha256}
 * @param role what the bearer may do: {@code sender}, {@code operator}, {@code manager}, {@code
 *     auditor}, {@code executive}, {@code department} or {@code admin}
 * @param source source id a {@code sender} hands in for
 */
public record TokenSettings(
    Optional<Sha256> sha256, Optional<Path> file, Role role, Optional<SourceId> source) {
  public TokenSettings {
    if (sha256.isPresent() == file.isPresent()) {
      throw new IllegalArgumentException(
          "sha256 と file のどちらか一つを指定してください / give either sha256 or file, one of them");
    }
    if ((role == Role.SENDER) != source.isPresent()) {
      throw new IllegalArgumentException(
          "source は sender に必要で、他の役割には使えません / source is needed for role sender, and for no other");
    }
  }
}
