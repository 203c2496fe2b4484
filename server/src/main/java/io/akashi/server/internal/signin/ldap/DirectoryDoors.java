package io.akashi.server.internal.signin.ldap;

import io.akashi.server.UnusableCertificateException;
import io.akashi.server.account.Way;
import io.akashi.server.config.LdapSettings;
import io.akashi.server.internal.signin.Door;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.outside.Newcomers;
import io.akashi.server.internal.tls.TrustedAuthorities;
import io.akashi.server.internal.web.WebParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The directory as Spring sees it; a door that opens for nobody where none is configured. */
@Configuration(proxyBeanMethods = false)
public class DirectoryDoors {
  @Bean
  static Door directoryDoor(WebParts parts, SignInLog log) throws UnusableCertificateException {
    LdapSettings settings = parts.signIn().settings().ldap();
    if (!settings.enabled()) {
      return new Door() {};
    }
    return new DirectoryDoor(
        new Directory(settings, TrustedAuthorities.context(settings.ca())),
        new Newcomers(parts.signIn().accounts(), log, Way.DIRECTORY, settings.roles()),
        parts.log());
  }
}
