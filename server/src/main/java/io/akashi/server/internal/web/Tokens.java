package io.akashi.server.internal.web;

import io.akashi.event.SourceId;
import io.akashi.server.config.Role;
import io.akashi.server.config.Sha256;
import java.util.List;
import java.util.Optional;

/** The tokens of the configuration, known by their SHA-256 only. Immutable. */
public final class Tokens {
  private final List<Token> tokens;

  /**
   * One token.
   *
   * @param name its name in the configuration
   * @param sha256 digest of the token
   * @param role its role
   * @param source the source a {@code sender} hands in for
   */
  public record Token(String name, Sha256 sha256, Role role, Optional<SourceId> source) {}

  public Tokens(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /** All of them, in the order of their names. */
  public List<Token> all() {
    return tokens;
  }

  /** The bearer of a token. Takes the same time for a wrong token as for a right one. */
  public Optional<Caller> find(String token) {
    Sha256 shown = Sha256.of(token);
    Optional<Caller> found = Optional.empty();
    for (Token each : tokens) {
      if (each.sha256().matches(shown)) {
        found = Optional.of(Caller.ofToken(each.name(), each.role(), each.source()));
      }
    }
    return found;
  }
}
