package io.akashi.server.internal.web;

import io.akashi.server.StartException;
import io.akashi.server.config.HttpSettings;
import io.akashi.server.internal.tls.HttpsDoor;
import java.io.Closeable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/** The running HTTP listener. */
public final class WebServer implements Closeable {
  private final ServletWebServerApplicationContext context;

  private WebServer(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts Spring.
   *
   * @param https TLS of the listener; empty with plain HTTP
   * @param endpoints the controllers
   * @throws StartException when the port is in use or the certificate unusable
   */
  public static WebServer start(
      HttpSettings http, Optional<HttpsDoor> https, WebParts parts, List<Class<?>> endpoints)
      throws StartException {
    // The log is that of the JDK and is configured by the house.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SpringApplication application = new SpringApplication();
    application.addPrimarySources(List.of(WebConfiguration.class, ProblemAdvice.class));
    application.addPrimarySources(endpoints);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setEnvironment(new OwnEnvironment(WebProperties.of(http)));
    application.addInitializers(context -> {
      GenericApplicationContext beans = (GenericApplicationContext) context;
      beans.registerBean(WebParts.class, () -> parts);
      https.ifPresent(door -> beans.registerBean(HttpsDoor.class, () -> door));
    });
    try {
      ConfigurableApplicationContext context = application.run();
      return new WebServer((ServletWebServerApplicationContext) context);
    } catch (RuntimeException e) {
      throw refused(http, e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    org.springframework.boot.web.server.WebServer tomcat = context.getWebServer();
    if (tomcat == null) {
      throw new IllegalStateException("the context has started");
    }
    return tomcat.getPort();
  }

  /** The running application, for tests that look at its endpoints. */
  public ConfigurableApplicationContext context() {
    return context;
  }

  /** Answers the first pages before anybody asks. */
  public WarmUp warmUp() {
    if (!(context.getWebServer() instanceof TomcatWebServer tomcat)) {
      throw new IllegalStateException("the context has started, with Tomcat");
    }
    return new WarmUp(tomcat.getTomcat().getConnector().getProtocolHandler().getAdapter()).start();
  }

  /** Lets running requests end, at most ten seconds, and stops. */
  @Override
  public void close() {
    context.close();
  }

  private static StartException refused(HttpSettings http, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException || cause instanceof java.net.BindException) {
        return new StartException(
            ("akashi.http.listen の %1$s は使えません。別のプログラムが使っていないか確認してください。 / akashi.http.listen %1$s"
                    + " is in use or not an address of this machine: choose another, or stop the other program")
                .formatted(http.listen()),
            e);
      }
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new StartException(
        "HTTPを開始できません: %1$s / the HTTP listener cannot start: %1$s".formatted(root.getMessage()),
        e);
  }

  /**
   * Knows our properties and no others: neither environment variables nor a stray {@code
   * application.properties} may change the server past its one configuration file.
   */
  private static final class OwnEnvironment extends StandardServletEnvironment {
    OwnEnvironment(Map<String, Object> properties) {
      Map<String, Object> all = new HashMap<>(properties);
      all.put("spring.config.location", "optional:classpath:/none/");
      getPropertySources().addFirst(new MapPropertySource("akashi", all));
    }

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      // None of the usual ones.
    }
  }
}
