package io.akashi.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A provider of identities (OpenID Connect) that signs people in.
 *
 * @param issuer the provider's issuer, e.g. {@code https://login.hospital.example/realms/hospital};
 *     its settings are read from {@code /.well-known/openid-configuration} below it
 * @param ca PEM file with the authorities of the provider's certificate; those of Java when unset
 * @param clientId name under which the provider knows Akashi; its redirect address there is {@code
 *     https://<this server>/login/oidc/back}
 * @param secretFile file that holds the client secret, which nobody else may read ({@code chmod
 *     600}); without one Akashi is a public client with PKCE
 * @param label what the button says
 * @param user claim of the ID token with the user id; choose one that nobody can change for
 *     themselves and that is never given to another person
 * @param groups claim of the ID token with the groups, a list
 * @param scopes further scopes to ask for, beside {@code openid profile}
 * @param twoFactors values of the claims {@code amr} or {@code acr} by which the provider says that
 *     it has asked for two factors; without one of them Akashi asks for its own second factor;
 *     {@code mfa} when unset
 * @param roles which group gives which role, {@code role=group}; then they are kept so at each
 *     sign-in, and who has a role gets an account. Without any, accounts and roles are made in
 *     Akashi
 */
public record OidcSettings(
    Optional<String> issuer,
    Optional<Path> ca,
    Optional<String> clientId,
    Optional<Path> secretFile,
    @Default("病院のアカウント") String label,
    @Default("preferred_username") String user,
    @Default("groups") String groups,
    List<String> scopes,
    List<String> twoFactors,
    List<String> roles) {

  public OidcSettings {
    scopes = List.copyOf(scopes);
    twoFactors = twoFactors.isEmpty() ? List.of("mfa") : List.copyOf(twoFactors);
    roles = List.copyOf(roles);
    roles.forEach(GroupRole::parse);
    issuer.ifPresent(OidcSettings::check);
    if (issuer.isPresent() && clientId.isEmpty()) {
      throw new IllegalArgumentException("client-id が必要です / client-id is needed with issuer");
    }
  }

  private static void check(String issuer) {
    if (!isSafe(URI.create(issuer))) {
      throw new IllegalArgumentException(
          "issuer は https:// で始まるアドレスです / issuer is an address that begins with https://");
    }
  }

  /** Whether what is sent to an address is encrypted, or does not leave this machine. */
  public static boolean isSafe(URI address) {
    String host = address.getHost();
    return host != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && Loopback.isLoopback(host)));
  }

  /** Whether a provider is asked at all. */
  public boolean enabled() {
    return issuer.isPresent();
  }
}
