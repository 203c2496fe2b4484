package io.akashi.server.internal.signin.passkey;

import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.web.WebParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Passkeys as Spring sees them. */
@Configuration(proxyBeanMethods = false)
public class PasskeyDoors {
  @Bean
  static Passkeys passkeys(WebParts parts, SignInLog log) {
    return new Passkeys(parts.signIn().accounts(), log, parts.clock());
  }
}
