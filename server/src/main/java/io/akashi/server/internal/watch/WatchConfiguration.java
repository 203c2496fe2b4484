package io.akashi.server.internal.watch;

import io.akashi.server.internal.web.WebParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What several pages ask; it ends with the web server, before the store is closed. */
@Configuration(proxyBeanMethods = false)
public class WatchConfiguration {
  /** What the log says of its sources. */
  @Bean
  static SourceLedger sourceLedger(WebParts parts) {
    return new SourceLedger(parts.store(), parts.clock());
  }

  /** Keeps it up to date. */
  @Bean
  static SourceWatch sourceWatch(SourceLedger ledger, WebParts parts) {
    return SourceWatch.start(ledger, parts.sink().deliveries());
  }

  /** Verifications that were started at a browser. */
  @Bean
  static Verifications verifications(WebParts parts) {
    return new Verifications(parts.store(), parts.clock());
  }

  /** Reviews of the access log. */
  @Bean
  static ReviewDesk reviewDesk(WebParts parts, SourceLedger ledger) {
    return new ReviewDesk(parts, ledger);
  }

  /** How much happened in each hour. */
  @Bean
  static Pulse pulse(WebParts parts) {
    return new Pulse(parts.store(), parts.clock(), parts.zone());
  }

  /** What went wrong in the last days. */
  @Bean
  static Incidents incidents(WebParts parts) {
    return new Incidents(parts.store(), parts.clock());
  }
}
