package io.akashi.server.internal.signin.oidc;

import io.akashi.server.StartException;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.account.Way;
import io.akashi.server.config.OidcSettings;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.outside.Newcomers;
import io.akashi.server.internal.signin.outside.SecretFile;
import io.akashi.server.internal.tls.TrustedAuthorities;
import io.akashi.server.internal.web.WebParts;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The provider of identities as Spring sees it; no bean where none is configured. */
@Configuration(proxyBeanMethods = false)
public class ProviderDoors {
  @Bean
  static @Nullable ProviderDoor providerDoor(WebParts parts, SignInLog log)
      throws StartException, UnusableCertificateException {
    OidcSettings settings = parts.signIn().settings().oidc();
    if (!settings.enabled()) {
      return null;
    }
    Optional<Path> file = settings.secretFile();
    Optional<String> secret =
        file.isEmpty()
            ? Optional.empty()
            : Optional.of(SecretFile.read("akashi.signin.oidc.secret-file", file.get()));
    return new ProviderDoor(
        settings,
        new Provider(settings, secret, TrustedAuthorities.context(settings.ca()), parts.clock()),
        new Newcomers(parts.signIn().accounts(), log, Way.PROVIDER, settings.roles()),
        log,
        parts.log(),
        parts.clock());
  }
}
