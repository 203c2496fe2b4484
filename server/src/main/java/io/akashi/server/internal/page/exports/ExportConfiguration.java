package io.akashi.server.internal.page.exports;

import io.akashi.server.internal.web.WebParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exports as Spring sees them. */
@Configuration(proxyBeanMethods = false)
public class ExportConfiguration {
  /** Makes and keeps exports; ends with the server. */
  @Bean
  static ExportDesk exportDesk(WebParts parts) {
    return new ExportDesk(parts.store(), parts.clock(), parts.zone());
  }
}
