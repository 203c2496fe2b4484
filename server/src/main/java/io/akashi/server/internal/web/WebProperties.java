package io.akashi.server.internal.web;

import io.akashi.server.config.HttpSettings;
import io.akashi.server.internal.tls.HttpsDoor;
import java.util.HashMap;
import java.util.Map;

/** What Spring and Tomcat are told. */
public final class WebProperties {
  /** Places for those who knock while it is full. */
  private static final int SPARE = 64;

  /** The longest remark of a review in Japanese has 18 KB. */
  static final int MOST_OF_A_FORM = 64;

  private WebProperties() {}

  /**
   * The name of a cookie. With HTTPS one that browsers take from this very host over HTTPS alone:
   * neither a server beside it nor somebody on the way, over plain HTTP, can plant another (cookie
   * name prefixes, RFC 6265bis).
   */
  public static String cookie(String name, boolean secure) {
    return secure ? "__Host-" + name : name;
  }

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
    // The session of a browser: never in an address, never on disk, never sent from another site.
    // How long a sign-in holds is decided by Sessions; this is for those who have not finished it.
    properties.put("server.servlet.session.tracking-modes", "cookie");
    properties.put("server.servlet.session.persistent", "false");
    properties.put("server.servlet.session.timeout", "30m");
    properties.put("server.servlet.session.cookie.name", cookie("akashi", !http.plain()));
    properties.put("server.servlet.session.cookie.http-only", "true");
    properties.put("server.servlet.session.cookie.same-site", "strict");
    properties.put("server.servlet.session.cookie.secure", String.valueOf(!http.plain()));
    properties.put("spring.main.lazy-initialization", "false");
    // What hostile or slow clients can hold: this many connections, each with a head of 16 KB
    // (about 60 KB with what Tomcat keeps beside it) or a form, silent for no longer than 20
    // seconds and, by BoundedHttp, in the middle of a head or form no longer than a little more.
    properties.put("server.tomcat.max-connections", String.valueOf(BoundedHttp.MOST + SPARE));
    properties.put("server.tomcat.max-http-form-post-size", MOST_OF_A_FORM + "KB");
    // While one machine knocks a thousand times at once, who does not fit waits a second, then
    // three.
    properties.put("server.tomcat.accept-count", String.valueOf(2 * BoundedHttp.MOST));
    properties.put("server.tomcat.connection-timeout", "20s");
    properties.put("server.tomcat.keep-alive-timeout", "30s");
    // A redirect names a path: what a request says of its host goes nowhere.
    properties.put("server.tomcat.use-relative-redirects", "true");
    properties.put("server.tomcat.max-swallow-size", "1MB");
    properties.put("server.max-http-request-header-size", "16KB");
    if (!http.plain()) {
      properties.put("server.ssl.bundle", HttpsDoor.BUNDLE);
      if (http.tls().clientCa().isPresent()) {
        properties.put("server.ssl.client-auth", "want");
      }
    }
    return properties;
  }
}
