package io.akashi.server.internal.page.exports;

import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.web.WebParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exports as Spring sees them. */
@Configuration(proxyBeanMethods = false)
public class ExportConfiguration {
  /** Makes and keeps exports; ends with the server. */
  @Bean
  static ExportDesk exportDesk(WebParts parts, Entitlement entitlement) {
    return new ExportDesk(parts.store(), parts.clock(), parts.zone(), entitlement::holds);
  }

  /** Who may still have what they asked for. */
  @Bean
  static Entitlement entitlement(WebParts parts, Sessions sessions) {
    return new Entitlement(parts.signIn().accounts(), sessions);
  }
}
