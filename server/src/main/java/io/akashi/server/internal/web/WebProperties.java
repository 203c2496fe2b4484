package io.akashi.server.internal.web;

import io.akashi.server.config.HttpSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What Spring and Tomcat are told. */
final class WebProperties {
  /** TLS 1.2 with ECDHE and AEAD only; TLS 1.3 has no others. */
  private static final String CIPHERS =
      String.join(
          ",",
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private WebProperties() {}

  static Map<String, Object> of(HttpSettings http) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", http.listen().host());
    properties.put("server.port", http.listen().port());
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
    properties.put("spring.threads.virtual.enabled", "true");
    properties.put("spring.web.resources.add-mappings", "false");
    properties.put("spring.servlet.multipart.enabled", "false");
    // A template lies beside the texts and scripts of its feature.
    properties.put("spring.thymeleaf.prefix", "classpath:/io/akashi/server/internal/page/");
    properties.put("spring.thymeleaf.check-template-location", "false");
    properties.put("spring.jmx.enabled", "false");
    properties.put("spring.main.lazy-initialization", "false");
    // What hostile or slow clients can hold: this many connections, each with a head of 16 KB
    // (about 60 KB with what Tomcat keeps beside it), silent for no longer than 20 seconds and, by
    // BoundedHttp, in the middle of a head no longer than twice that.
    properties.put("server.tomcat.max-connections", "2048");
    properties.put("server.tomcat.accept-count", "100");
    properties.put("server.tomcat.connection-timeout", "20s");
    properties.put("server.tomcat.keep-alive-timeout", "30s");
    properties.put("server.tomcat.max-swallow-size", "1MB");
    properties.put("server.max-http-request-header-size", "16KB");
    if (http.tls().enabled()) {
      tls(http.tls(), properties);
    }
    return properties;
  }

  private static void tls(HttpSettings.Tls tls, Map<String, Object> properties) {
    tls.certificate().ifPresent(file -> properties.put("server.ssl.certificate", url(file)));
    tls.key().ifPresent(file -> properties.put("server.ssl.certificate-private-key", url(file)));
    tls.clientCa()
        .ifPresent(file -> {
          properties.put("server.ssl.trust-certificate", url(file));
          properties.put("server.ssl.client-auth", "want");
        });
    properties.put("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2");
    properties.put("server.ssl.ciphers", CIPHERS);
  }

  private static String url(Path file) {
    return file.toUri().toString();
  }
}
